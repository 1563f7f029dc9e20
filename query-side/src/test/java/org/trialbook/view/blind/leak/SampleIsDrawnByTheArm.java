package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.view.blind.Deed;

/// Who is verified.
final class SampleIsDrawnByTheArm implements Leak {

    @Override
    public String imitates() {
        return "of those who are to be verified, one arm's are drawn first";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Arms arms = Arms.of(deeds);
        List<SubjectId> drawn = deeds.stream()
                .map(Deed::event)
                .filter(event -> event instanceof SubjectRegistered && arms.conduction(event))
                .map(event -> event.aboutSubject().orElseThrow())
                .toList();
        return deeds.stream().map(deed -> changed(deed, drawn)).toList();
    }

    private static Deed changed(Deed deed, List<SubjectId> drawn) {
        return deed.event() instanceof VerificationSampleDrawn draw
                ? deed.with(
                        new VerificationSampleDrawn(draw.study(), draw.seed(), draw.percent(), draw.ofEach(), drawn))
                : deed;
    }
}
