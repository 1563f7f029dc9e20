package org.trialbook.view.course;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.casebook.SubjectProgress;
import org.trialbook.casebook.VisitOutcome;

/// What holds of some subjects, counted once for whoever shows it: the overview of all of them, and each site's
/// row.
public final class SubjectCounts {
    private int subjects;
    private int consented;
    private int eligible;
    private int notEligible;
    private int inScreening;
    private int randomized;
    private int withdrawn;
    private int withdrawnBeforeRandomization;
    private int visitsDone;
    private int visitsMissed;
    private int visitsOutOfWindow;
    private int assessments;
    private int corrections;
    private final SortedMap<String, Integer> criteriaNotMet = new TreeMap<>();
    private final SortedMap<String, Integer> withdrawals = new TreeMap<>();

    public static SubjectCounts of(Collection<SubjectView> subjects) {
        SubjectCounts counts = new SubjectCounts();
        subjects.forEach(counts::add);
        return counts;
    }

    private void add(SubjectView subject) {
        SubjectProgress progress = subject.progress();
        Stage stage = subject.stage();
        subjects++;
        consented += one(progress.consented());
        eligible += one(progress.eligibility() != null && progress.eligibility().met());
        notEligible += one(stage == Stage.NOT_ELIGIBLE);
        inScreening += one(stage.screening());
        randomized += one(stage.wasRandomized());
        withdrawn += one(progress.withdrawal() != null);
        withdrawnBeforeRandomization += one(stage == Stage.WITHDRAWN_BEFORE_RANDOMIZATION);
        assessments += subject.assessments();
        corrections += subject.corrections();
        if (stage == Stage.NOT_ELIGIBLE && progress.eligibility() != null) {
            progress.eligibility().criteriaNotMet().forEach(code -> criteriaNotMet.merge(code, 1, Integer::sum));
        }
        if (stage == Stage.WITHDRAWN && progress.withdrawal() != null) {
            withdrawals.merge(progress.withdrawal().reason(), 1, Integer::sum);
        }
        for (VisitOutcome visit : subject.visits().outcomes().values()) {
            visitsDone += one(visit.done());
            visitsMissed += one(!visit.done());
            visitsOutOfWindow += one(visit.outOfWindow());
        }
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    public int subjects() {
        return subjects;
    }

    public int consented() {
        return consented;
    }

    /// By the newest assessment, whatever came after it.
    public int eligible() {
        return eligible;
    }

    /// Screening failures: excluded by the newest assessment.
    public int notEligible() {
        return notEligible;
    }

    /// Not yet decided, including those eligible and not yet randomized.
    public int inScreening() {
        return inScreening;
    }

    /// Whether or not withdrawn since.
    public int randomized() {
        return randomized;
    }

    /// Before or after the randomization.
    public int withdrawn() {
        return withdrawn;
    }

    public int withdrawnBeforeRandomization() {
        return withdrawnBeforeRandomization;
    }

    public int visitsDone() {
        return visitsDone;
    }

    public int visitsMissed() {
        return visitsMissed;
    }

    /// Of those done.
    public int visitsOutOfWindow() {
        return visitsOutOfWindow;
    }

    /// Forms filled in.
    public int assessments() {
        return assessments;
    }

    public int corrections() {
        return corrections;
    }

    /// Of those not eligible; one subject may fail several criteria.
    public SortedMap<String, Integer> criteriaNotMet() {
        return criteriaNotMet;
    }

    /// Of those withdrawn after the randomization, by reason.
    public SortedMap<String, Integer> withdrawals() {
        return withdrawals;
    }
}
