package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.OTHER_READ;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.READER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;

import java.util.List;
import java.util.Map;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Trial;

/// Examples of what is done with a read, from its assignment on.
final class ReadExamples implements ActExamples {

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(assign(), assignAll(), openBatch(), claim(), release(), submit(), sample());
    }

    private static ActExample<?, ?> assign() {
        AssignRead.Body body = new AssignRead.Body(READER.id());
        return example(AssignRead.class, by(DATA_MANAGER), READ, body, HotCrt.readRegistered())
                .on(trial -> trial.readRegistered("01"))
                .wrong("reader", "", 400, "invalid-field")
                .wrong("reader", "x".repeat(201), 400, "invalid-field")
                .refused("no-such-read", HotCrt.consented())
                .refused("already-assigned", HotCrt.readAssigned())
                .refused(
                        "recording-taken-back",
                        HotCrt.readRegistered(),
                        new RecordingTakenBack(
                                STUDY, READ, SUBJECT, SITE, "pre-implant", "ecg", Sealed.of("another's")))
                .refused(
                        "reader-not-eligible",
                        ask(AssignRead.class, by(DATA_MANAGER), OTHER_READ, body),
                        HotCrt.readAssigned(),
                        new FurtherReadRegistered(STUDY, OTHER_READ, READ, "ecg", "second"));
    }

    private static ActExample<?, ?> assignAll() {
        return example(
                        AssignReads.class,
                        by(DATA_MANAGER),
                        "reads",
                        new AssignReads.Body("ecg", List.of(READER.id()), "few"),
                        HotCrt.readRegistered())
                .on(trial -> inRoom(trial.readRegistered("01")))
                .sending(
                        trial -> Map.of("modality", "ecg", "readers", List.of("reader-1", "reader-2"), "reason", "few"))
                .ofSeveral()
                .wrong("modality", "mri", 422, "unknown-code")
                .wrong("modality", "", 400, "invalid-field")
                .wrong("readers", List.of(), 400, "invalid-field")
                .wrong("readers", List.of("a", "a"), 400, "invalid-field")
                .wrong("readers", List.of(""), 400, "invalid-field")
                .wrong("reason", " ", 400, "invalid-field")
                .refused("nothing-to-assign", HotCrt.openSite());
    }

    private static ActExample<?, ?> openBatch() {
        return example(
                        OpenReadingBatch.class,
                        by(DATA_MANAGER),
                        "reads",
                        new OpenReadingBatch.Body("ecg", "few"),
                        HotCrt.readRegistered())
                .on(trial -> inRoom(trial.readRegistered("01")))
                .wrong("modality", "mri", 422, "unknown-code")
                .wrong("modality", "", 400, "invalid-field")
                .wrong("reason", " ", 400, "invalid-field")
                .wrong("reason", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("nothing-to-open", HotCrt.openSite())
                .refused("too-few-subjects", new OpenReadingBatch.Body("ecg", null), HotCrt.readRegistered());
    }

    private static ActExample<?, ?> claim() {
        return example(ClaimRead.class, by(READER), "reads", new ClaimRead.Body("ecg"), HotCrt.readInBatch())
                .on(trial -> inRoom(trial.readInBatch("01")))
                .wrong("modality", "mri", 422, "unknown-code")
                .wrong("modality", "x".repeat(41), 400, "invalid-field")
                .refused("nothing-to-claim", HotCrt.readRegistered());
    }

    private static ActExample<?, ?> release() {
        return example(ReleaseRead.class, by(READER), READ, new ReleaseRead.Body("on leave"), HotCrt.readAssigned())
                .on(trial -> trial.readAssigned("01"))
                .wrong("reason", " ", 400, "invalid-field")
                .wrong("reason", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("read-already-submitted", HotCrt.readSubmitted());
    }

    private static ActExample<?, ?> submit() {
        return example(SubmitRead.class, by(READER), READ, values("130"), HotCrt.readAssigned())
                .on(trial -> trial.readAssigned("01"))
                .sending(trial -> Map.of(
                        "values",
                        Map.of("qrs-duration", Trial.json("130", "ms"), "morphology", Trial.json("paced", null)),
                        "guess",
                        Map.of("arm", "CSP", "confidence", 2)))
                .wrong("values", Map.of(), 422, "invalid-read")
                .wrong("values", Map.of("qrs-duration", Trial.json("130", "s")), 422, "invalid-answers")
                .wrong("guess", Map.of("arm", "csp", "confidence", 2), 400, "malformed-id")
                .wrong("guess", Map.of("arm", "RVP", "confidence", 2), 422, "invalid-read")
                .wrong("guess", Map.of("arm", "CSP", "confidence", 9), 422, "invalid-read")
                .wrong("notEvaluable", "poor-quality", 422, "invalid-read")
                .refused(
                        "invalid-read",
                        new SubmitRead.Body(Map.of(), null, new ArmGuess(null, null)),
                        HotCrt.readAssigned())
                .refused("invalid-answers", values("13"), HotCrt.readAssigned());
    }

    private static SubmitRead.Body values(String qrs) {
        return new SubmitRead.Body(
                Map.of("qrs-duration", new ItemValue(qrs, "ms"), "morphology", ItemValue.of("paced")),
                null,
                new ArmGuess(null, null));
    }

    private static ActExample<?, ?> sample() {
        return example(
                        SampleRereads.class,
                        by(DATA_MANAGER),
                        "reads",
                        new SampleRereads.Body("ecg", "intra-reader", 1),
                        HotCrt.readSubmitted())
                .on(trial -> inRoom(trial.readSubmitted("01")))
                .ofSeveral()
                .wrong("modality", "mri", 422, "unknown-code")
                .wrong("kind", "second", 400, "invalid-field")
                .wrong("count", 0, 400, "invalid-field")
                .wrong("count", 201, 400, "invalid-field")
                .wrong("count", "1", 400, "wrong-type")
                .refused("nothing-to-repeat", HotCrt.readAssigned());
    }

    /// Of an act on all reads it matters only that there is one.
    private static String inRoom(String read) {
        assertThat(read).startsWith("/reads/R-");
        return "/reads";
    }
}
