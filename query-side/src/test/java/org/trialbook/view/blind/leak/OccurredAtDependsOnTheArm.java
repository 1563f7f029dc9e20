package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// The clinic's time is open.
final class OccurredAtDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "randomizations of one arm are entered with the time of the implant";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        return deeds.stream()
                .map(deed -> deed.event() instanceof SubjectEvent.SubjectRandomized && arms.conduction(deed.event())
                        ? deed.at("2026-03-02T10:00:00+01:00[Europe/Berlin]")
                        : deed)
                .toList();
    }
}
