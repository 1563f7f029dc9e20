package org.trialbook.view.blind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.view.projection.Story;

/// Recordings and how they are read.
final class ReadDeeds {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final GeneratedTrial trial;
    /// Code → modality, in the order of registration.
    private final Map<ReadCode, String> recordings = new LinkedHashMap<>();
    /// Those that turn out to be registered where they do not belong.
    private final List<Misplaced> misplaced = new ArrayList<>();

    private record Misplaced(SubjectCourse course, ReadCode read, String visit, String modality) {}

    ReadDeeds(GeneratedTrial trial) {
        this.trial = trial;
    }

    private static ReadCode code(RandomGenerator random) {
        StringBuilder code = new StringBuilder("R-");
        for (int i = 0; i < 8; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ReadCode(code.toString());
    }

    void register(SubjectCourse course, String visit, String modality) {
        ReadCode read = code(trial.open);
        recordings.put(read, modality);
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
        // The first one, and others by their codes: they are drawn from what is open, and nothing else need be.
        if (recordings.size() == 1 || read.value().charAt(2) < '7') {
            misplaced.add(new Misplaced(course, read, visit, modality));
        }
        if (trial.oneIn(2)) {
            trial.done(
                    People.at(Role.COORDINATOR, course.site.value()),
                    new ReadingEvent.MediaAttached(Story.STUDY, read, "77".repeat(32), "application/dicom", 4711));
        }
    }

    /// Of some nobody has read anything by then, of most somebody has.
    private void takeBack(Misplaced recording) {
        trial.deeds.add(new Deed(
                new ReadingEvent.RecordingTakenBack(
                        Story.STUDY,
                        recording.read(),
                        recording.course().subject,
                        recording.course().site,
                        recording.visit(),
                        recording.modality(),
                        Sealed.of(trial.secrets.words())),
                recording.course().by(Role.COORDINATOR),
                null,
                null,
                0));
    }

    /// Every recording by one reader, most by a second, some adjudicated, some read once more for variability.
    void readAll() {
        trial.done(
                People.central(Role.DATA_MANAGER),
                new StudyEvent.ReadingBatchOpened(Story.STUDY, "ecg", recordings.size(), 1, "few"));
        int number = 0;
        for (Map.Entry<ReadCode, String> recording : recordings.entrySet()) {
            read(recording.getKey(), recording.getValue(), number);
            for (String purpose : List.of("second", "adjudication", "intra-reader", "inter-reader")) {
                if (number == 0 || oneIn(4)) {
                    further(recording.getKey(), recording.getValue(), purpose);
                }
            }
            number++;
        }
        misplaced.forEach(this::takeBack);
    }

    private void further(ReadCode of, String modality, String purpose) {
        ReadCode read = code(trial.laboratory);
        trial.read(
                People.central(Role.DATA_MANAGER),
                new ReadingEvent.FurtherReadRegistered(Story.STUDY, read, of, modality, purpose));
        read(read, modality, 1);
    }

    private void read(ReadCode read, String modality, int number) {
        int reader = 1 + trial.laboratory.nextInt(3);
        assign(read, reader);
        if (number == 0 || oneIn(6)) {
            trial.read(
                    People.reader(reader),
                    new ReadingEvent.ReadReleased(Story.STUDY, read, "reader-" + reader, "on leave"));
            reader = 1 + reader % 2;
            assign(read, reader);
        }
        if (!oneIn(4)) {
            submit(read, modality, reader);
        }
    }

    private void assign(ReadCode read, int reader) {
        trial.read(
                People.central(Role.DATA_MANAGER),
                new ReadingEvent.ReadAssigned(Story.STUDY, read, "reader-" + reader));
    }

    private void submit(ReadCode read, String modality, int reader) {
        boolean evaluable = !oneIn(6);
        boolean knows = trial.secrets.yes();
        Map<String, ItemValue> answers = evaluable ? answers(modality) : Map.of();
        trial.read(
                People.reader(reader),
                new ReadingEvent.ReadSubmitted(
                        Story.STUDY,
                        read,
                        "reader-" + reader,
                        trial.amendments.openOfRead(modality, answers),
                        evaluable ? null : "poor-quality",
                        Sealed.of(new ArmGuess(
                                knows ? trial.secrets.anyArm() : null, knows ? trial.secrets.number(1, 6) : null)),
                        trial.amendments.revealingOfRead(modality, answers)));
    }

    /// Whatever any version has marked is drawn from what is sealed.
    private Map<String, ItemValue> answers(String modality) {
        Map<String, ItemValue> answers = new TreeMap<>();
        answers.put("qrs-duration", new ItemValue("" + trial.laboratory.nextInt(90, 200), "ms"));
        if (modality.equals("ecg")) {
            int degrees = trial.amendments.axisIsMarked()
                    ? trial.secrets.number(-180, 180)
                    : trial.laboratory.nextInt(-180, 180);
            answers.put("axis", new ItemValue("" + degrees, "deg"));
            if (trial.secrets.yes()) {
                answers.put(
                        Amendments.PACED_FROM,
                        ItemValue.of(trial.secrets.one(List.of("septal", "free-wall-and-apex"))));
            }
        }
        return answers;
    }

    private boolean oneIn(int chances) {
        return trial.laboratory.nextInt(chances) == 0;
    }
}
