package org.trialbook.trial.unblinding;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.at;
import static org.trialbook.trial.HotCrt.by;

import java.util.List;
import java.util.Map;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.HotCrt;

/// Examples of unblindings of a subject: in an emergency, by a sealed envelope, inadvertently.
final class UnblindingExamples implements ActExamples {

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(unblind(), report(), assess(), issue(), codeBreak());
    }

    private static ActExample<?, ?> unblind() {
        return example(
                        UnblindSubject.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new UnblindSubject.Body("urgent-procedure", "Dr. Noether", "revision"),
                        HotCrt.randomized(BVP))
                .on(trial -> trial.randomized("01"))
                .wrong("recipient", "", 400, "invalid-field")
                .wrong("recipient", "x".repeat(201), 400, "invalid-field")
                .wrong("note", " ", 400, "invalid-field")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused(
                        "unknown-code",
                        at(INVESTIGATOR, IMPLANTED),
                        new UnblindSubject.Body("document", "Dr. Noether", "why"),
                        HotCrt.randomized(BVP))
                .refused(
                        "study-is-unblinded",
                        at(INVESTIGATOR, IMPLANTED),
                        new UnblindSubject.Body("other", "Dr. Noether", "why"),
                        HotCrt.randomized(BVP),
                        new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1));
    }

    private static ActExample<?, ?> report() {
        return example(
                        ReportUnblinding.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new ReportUnblinding.Body("document", "C. Costa", IMPLANTED, "a letter"),
                        HotCrt.randomized(BVP))
                .on(trial -> trial.randomized("01"))
                .wrong("reason", "curiosity", 422, "unknown-code")
                .wrong("on", "2126-03-05", 422, "in-the-future")
                .wrong("on", "2026-03-04", 422, "too-early")
                .wrong("recipient", "", 400, "invalid-field")
                .wrong("note", "", 400, "invalid-field")
                .refused(
                        "too-early",
                        new ReportUnblinding.Body("document", "C. Costa", CONFIRMED, "a letter"),
                        HotCrt.randomized(BVP));
    }

    private static ActExample<?, ?> assess() {
        return example(
                        AssessUnblinding.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new AssessUnblinding.Body(1, "no-impact", "no later visit"),
                        HotCrt.unblinded())
                .on(trial -> trial.unblinded("01"))
                .mayBeEmpty("note")
                .wrong("unblinding", 2, 422, "no-such-unblinding")
                .wrong("impact", "none", 422, "unknown-code")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused(
                        "no-such-unblinding",
                        new AssessUnblinding.Body(2, "no-impact", "no later visit"),
                        HotCrt.unblinded());
    }

    private static ActExample<?, ?> issue() {
        return example(IssueEnvelopes.class, by(STATISTICIAN), SITE, new IssueEnvelopes.Body(), HotCrt.randomized(BVP))
                .on(trial -> trial.randomized("01").isEmpty() ? "" : "/sites/01")
                .refused("nobody-randomized", HotCrt.consented());
    }

    private static ActExample<?, ?> codeBreak() {
        return example(
                        EnterCodeBreak.class,
                        by(INVESTIGATOR, IMPLANTED),
                        SUBJECT,
                        new EnterCodeBreak.Body(1, "urgent-procedure", "Dr. Noether", "at night"),
                        HotCrt.and(HotCrt.randomized(BVP), HotCrt.envelopes(1, SUBJECT)))
                .on(trial -> trial.enveloped("01"))
                .sending(trial -> Map.of(
                        "issue",
                        trial.issue(),
                        "reason",
                        "urgent-procedure",
                        "recipient",
                        "Dr. Noether",
                        "note",
                        "at night",
                        "occurredAt",
                        "2026-03-09T03:00:00+01:00[Europe/Berlin]"))
                .wrong("issue", 1.5, 400, "wrong-type")
                .wrong("recipient", "", 400, "invalid-field")
                .wrong("note", "", 400, "invalid-field")
                .refused("not-in-the-envelopes", HotCrt.randomized(BVP));
    }
}
