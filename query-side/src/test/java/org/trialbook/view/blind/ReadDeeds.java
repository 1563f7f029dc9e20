package org.trialbook.view.blind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.Value;
import org.trialbook.view.projection.Story;

/// Recordings and how they are read.
final class ReadDeeds {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final GeneratedTrial trial;
    private final List<ReadCode> registered = new ArrayList<>();

    ReadDeeds(GeneratedTrial trial) {
        this.trial = trial;
    }

    ReadCode code() {
        StringBuilder code = new StringBuilder("R-");
        for (int i = 0; i < 8; i++) {
            code.append(ALPHABET.charAt(trial.open.nextInt(ALPHABET.length())));
        }
        return new ReadCode(code.toString());
    }

    void register(SubjectCourse course, String visit, String modality) {
        ReadCode read = code();
        registered.add(read);
        trial.done(
                People.at(Role.COORDINATOR, course.site.value()),
                new ReadingEvent.ReadRegistered(
                        Story.STUDY,
                        read,
                        course.subject,
                        course.site,
                        visit,
                        modality,
                        "archive/%08x".formatted(trial.open.nextInt()),
                        "22".repeat(32)));
    }

    void readAll() {
        for (ReadCode read : registered) {
            int reader = 1 + trial.open.nextInt(2);
            assign(read, reader);
            if (!trial.oneIn(4)) {
                submit(read, reader);
            }
        }
    }

    private void assign(ReadCode read, int reader) {
        trial.done(
                People.central(Role.DATA_MANAGER),
                new ReadingEvent.ReadAssigned(Story.STUDY, read, "reader-" + reader));
    }

    private void submit(ReadCode read, int reader) {
        boolean evaluable = !trial.oneIn(6);
        boolean knows = trial.secrets.yes();
        trial.done(
                People.reader(reader),
                new ReadingEvent.ReadSubmitted(
                        Story.STUDY,
                        read,
                        "reader-" + reader,
                        evaluable
                                ? new TreeMap<>(
                                        Map.of("qrs-duration", new Value("" + trial.open.nextInt(90, 200), "ms")))
                                : new TreeMap<>(),
                        evaluable ? null : "poor-quality",
                        Sealed.of(new ArmGuess(
                                knows ? trial.secrets.anyArm() : null, knows ? trial.secrets.number(1, 6) : null))));
    }
}
