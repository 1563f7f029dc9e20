package org.trialbook.trial.reading;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadReleased;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.ShuffleKey;

/// Recordings, readers, and what has happened between them.
final class Readers {

    static final ReadCode FIRST = new ReadCode("R-AAAAAAAA");
    static final ReadCode SECOND = new ReadCode("R-BBBBBBBB");
    static final ReadCode THIRD = new ReadCode("R-CCCCCCCC");
    /// What is drawn first.
    static final ReadCode NEW = ReadCodes.drawn(new ShuffleKey("1")).findFirst().orElseThrow();
    static final ArmGuess NO_IDEA = new ArmGuess(null, null);

    private Readers() {}

    static Caller reader(int number) {
        return new Caller("reader-" + number, "Reader " + number, Role.READER, null);
    }

    /// An echo that two are to read.
    static List<TrialEvent> echo() {
        return HotCrt.and(
                HotCrt.consented(),
                new ReadRegistered(
                        STUDY, FIRST, SUBJECT, SUBJECT.site(), "pre-implant", "echo", "archive/1", "ab".repeat(32)),
                further(SECOND, "second"));
    }

    /// So many echos, each of a subject of its own, to be read by two: codes R-000000n1 and R-000000n2.
    static List<TrialEvent> echos(int count) {
        List<TrialEvent> events = new ArrayList<>(HotCrt.openSite());
        for (int n = 0; n < count; n++) {
            ReadCode first = new ReadCode("R-%07d1".formatted(n));
            SubjectId subject = new SubjectId("01-%03d".formatted(n + 1));
            events.add(new ReadRegistered(
                    STUDY, first, subject, subject.site(), "pre-implant", "echo", "archive/" + n, "ab".repeat(32)));
            events.add(new FurtherReadRegistered(STUDY, new ReadCode("R-%07d2".formatted(n)), first, "echo", "second"));
        }
        return events;
    }

    /// That a batch of echos was opened, whatever it held.
    static ReadingBatchOpened batch() {
        return new ReadingBatchOpened(STUDY, "echo", 1, 1, "the trial ends");
    }

    /// @param reason null where there are enough to mix
    static Asked<?, ?> open(@Nullable String reason) {
        return ask(OpenReadingBatch.class, by(HotCrt.DATA_MANAGER), "reads", new OpenReadingBatch.Body("echo", reason));
    }

    static FurtherReadRegistered further(ReadCode read, String purpose) {
        return new FurtherReadRegistered(STUDY, read, FIRST, "echo", purpose);
    }

    static ReadAssigned assigned(ReadCode read, int reader) {
        return new ReadAssigned(STUDY, read, reader(reader).id());
    }

    static ReadReleased released(ReadCode read, int reader) {
        return new ReadReleased(STUDY, read, reader(reader).id(), "on leave");
    }

    static ReadSubmitted submitted(ReadCode read, int reader, Map<String, ItemValue> values) {
        return new ReadSubmitted(STUDY, read, reader(reader).id(), values, null, Sealed.of(NO_IDEA), null);
    }

    static ReadSubmitted notEvaluable(ReadCode read, int reader) {
        return new ReadSubmitted(STUDY, read, reader(reader).id(), Map.of(), "poor-quality", Sealed.of(NO_IDEA), null);
    }

    static Map<String, ItemValue> lvef(String percent) {
        Map<String, ItemValue> values = new TreeMap<>();
        values.put("lvef-biplane", new ItemValue(percent, "%"));
        values.put("lvedv", new ItemValue("180", "mL"));
        values.put("lvesv", new ItemValue("120", "mL"));
        values.put("lvedd", new ItemValue("62", "mm"));
        values.put("lvesd", new ItemValue("50", "mm"));
        return values;
    }
}
