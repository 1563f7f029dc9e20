package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.blind.Deed;

/// Two events change places.
final class OrderOfEventsDependsOnTheArm implements Leak {

    @Override
    public String imitates() {
        return "the randomization is recorded before or after what comes next, by arm";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        List<Deed> ordered = new ArrayList<>(deeds);
        for (int i = 0; i + 1 < ordered.size(); i++) {
            if (ordered.get(i).event() instanceof SubjectEvent.SubjectRandomized randomized
                    && arms.conduction(randomized)) {
                Collections.swap(ordered, i, i + 1);
                i++;
            }
        }
        return ordered;
    }
}
