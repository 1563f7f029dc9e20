package org.trialbook.trial.reading;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.OTHER_READ;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Outcome;

/// Examples of what is done with a recording before it is read.
final class RecordingExamples implements ActExamples {
    private static final StoredMedia ULTRASOUND = new StoredMedia("ef".repeat(32), "application/dicom", 700, "US");
    private static final StoredMedia FILE = new StoredMedia("cd".repeat(32), "application/dicom", 700);

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(register(), attach());
    }

    private static ActExample<?, ?> register() {
        RegisterRead.Body body = new RegisterRead.Body("pre-implant", "ecg", "archive/1", "ab".repeat(32));
        return example(RegisterRead.class, by(COORDINATOR), SUBJECT, body, HotCrt.consented())
                .on(trial -> trial.consented("01"))
                .wrong("visit", "month-99", 422, "unknown-code")
                .wrong("modality", "mri", 422, "unknown-code")
                .wrong("media", "", 400, "invalid-field")
                .wrong("media", "x".repeat(301), 400, "invalid-field")
                .wrong("mediaHash", "AB".repeat(32), 400, "invalid-field")
                .wrong("mediaHash", null, 400, "missing-field")
                .wrong("media", "sha256:" + "ab".repeat(32), 422, "no-such-media")
                .wrong("media", "sha256:ab", 400, "invalid-field")
                .refused(
                        "read-code-taken",
                        HotCrt.consented(),
                        another(drawn(ask(RegisterRead.class, by(COORDINATOR), SUBJECT, body))));
    }

    private static ActExample<?, ?> attach() {
        return example(AttachMedia.class, by(COORDINATOR), READ, file(FILE), HotCrt.readRegistered())
                .on(trial -> trial.readRegistered("01"))
                .sending(trial -> Map.of("media", "sha256:" + trial.uploaded()))
                .wrong("media", "archive/1", 400, "invalid-field")
                .wrong("media", "sha256:" + "AB".repeat(32), 400, "invalid-field")
                .wrong("media", "sha256:" + "ab".repeat(32), 422, "no-such-media")
                .refused("media-of-another-modality", by(DATA_MANAGER), file(ULTRASOUND), HotCrt.readRegistered())
                .refused("read-already-given-out", by(DATA_MANAGER), file(FILE), HotCrt.readAssigned())
                .refused("media-already-attached", HotCrt.readRegistered(), attached(READ, FILE.hash()))
                .refused(
                        "media-of-another-recording",
                        HotCrt.readRegistered(),
                        another(OTHER_READ),
                        attached(OTHER_READ, FILE.hash()))
                .refused("too-many-media", HotCrt.readRegistered(), files(100));
    }

    private static AttachMedia.Body file(StoredMedia file) {
        return new AttachMedia.Body(DeclaredActs.uploaded(file));
    }

    /// The code that it would be given.
    private static ReadCode drawn(Asked<?, ?> asked) {
        Outcome.Recorded outcome = (Outcome.Recorded) Scenario.decide(asked, HotCrt.consented());
        return ((ReadRegistered) outcome.events().getFirst()).read();
    }

    private static ReadRegistered another(ReadCode read) {
        SubjectId other = new SubjectId("02-001");
        return new ReadRegistered(STUDY, read, other, other.site(), "pre-implant", "ecg", "a", "ab".repeat(32));
    }

    private static MediaAttached attached(ReadCode read, String hash) {
        return new MediaAttached(STUDY, read, hash, "application/dicom", 700);
    }

    private static TrialEvent[] files(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> attached(READ, "%064x".formatted(number)))
                .toArray(TrialEvent[]::new);
    }
}
