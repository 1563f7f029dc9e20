package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.Crossover;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.StudyEvent.AllocationAccessed;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Target;

/// What the blinded must not know of, drawn into a history at random: how every implant attempt went, further ones on
/// any day, crossovers asked for, approved and denied, refusals, and looks at an allocation.
final class WithheldEvents {

    private static final int FIRST_DAY_BEFORE = 200;
    private static final int DAYS = 400;

    private final RandomGenerator random;
    private final List<TrialEvent> all = new ArrayList<>();
    private boolean randomized;
    private int attempts;
    private int requests;
    private boolean pending;
    private boolean crossedOver;

    private WithheldEvents(RandomGenerator random) {
        this.random = random;
    }

    /// The history with what is withheld drawn in between, each after what it presupposes.
    static List<TrialEvent> into(List<TrialEvent> shown, RandomGenerator random) {
        WithheldEvents history = new WithheldEvents(random);
        int often = random.nextInt(4);
        for (TrialEvent event : shown) {
            history.add(event);
            for (int i = 0; i < often; i++) {
                history.addWithheld();
            }
        }
        return List.copyOf(history.all);
    }

    private void add(TrialEvent event) {
        all.add(event instanceof ImplantAttempted attempt ? withAnyOutcome(attempt) : event);
        boolean ours = event.aboutSubject().filter(SUBJECT::equals).isPresent();
        randomized |= ours && event instanceof SubjectRandomized;
        attempts = ours && event instanceof ImplantAttempted attempt ? attempt.attempt() : attempts;
        if (event instanceof CrossoverRequested request) {
            requests = request.crossover();
            pending = true;
        }
    }

    private void addWithheld() {
        switch (random.nextInt(5)) {
            case 0 -> all.add(new AllocationAccessed(STUDY, "unblinded-subject", List.of(SUBJECT)));
            case 1 -> all.add(refused());
            case 2 -> {
                if (attempts > 0) {
                    all.add(furtherAttempt());
                }
            }
            default -> {
                if (randomized && !crossedOver) {
                    all.add(ofACrossover());
                }
            }
        }
    }

    private TrialEvent refused() {
        List<String> acts = DeclaredActs.all().stream()
                .filter(act -> act.recordsRefusals()
                        && !act.showsRefusals()
                        && act.target().equals(Target.SUBJECT))
                .map(Act::name)
                .toList();
        SubjectId of = random.nextBoolean() ? SUBJECT : new SubjectId("01-002");
        return new ActRefused(
                STUDY,
                acts.get(random.nextInt(acts.size())),
                of,
                "out-of-order",
                "The order.",
                Map.of(),
                Sealed.of(Map.of()),
                false);
    }

    private TrialEvent furtherAttempt() {
        attempts++;
        return new ImplantAttempted(
                STUDY,
                SUBJECT,
                SITE,
                HotCrt.IMPLANTED.plusDays(random.nextInt(DAYS) - FIRST_DAY_BEFORE),
                attempts,
                Sealed.of(outcome(HotCrt.attempt(random.nextBoolean() ? "his" : "coronary-sinus"))));
    }

    /// That an attempt was made may be known of the first, and how it went of none.
    private ImplantAttempted withAnyOutcome(ImplantAttempted made) {
        return new ImplantAttempted(
                made.study(),
                made.subject(),
                made.site(),
                made.performedOn(),
                made.attempt(),
                Sealed.of(outcome(made.detail().opened())));
    }

    private ImplantAttempt outcome(ImplantAttempt successful) {
        return random.nextBoolean() ? successful : HotCrt.failed(successful);
    }

    private TrialEvent ofACrossover() {
        if (!pending) {
            pending = true;
            requests++;
            return new CrossoverRequested(
                    STUDY,
                    SUBJECT,
                    SITE,
                    requests,
                    HotCrt.IMPLANTER.id(),
                    Sealed.of(new Crossover(HotCrt.BVP, HotCrt.CSP, "phrenic-capture", "")));
        }
        pending = false;
        crossedOver = random.nextBoolean();
        return crossedOver
                ? new CrossoverApproved(STUDY, SUBJECT, SITE, requests, "investigator-2@01", Sealed.of(""))
                : new CrossoverDenied(STUDY, SUBJECT, SITE, requests, "investigator-2@01", Sealed.of(""));
    }
}
