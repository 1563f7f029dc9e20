package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.trialbook.protocol.Protocol;

/// The core lab: the data manager assigns recordings to three readers, who submit what they read. Some try what they
/// may not.
final class ReadingRoom {

    private static final int READERS = 3;
    private static final double WRONG = 0.04;

    private final SimulationPlan plan;
    private final Desk desk;
    private final List<String> arms;

    ReadingRoom(SimulationPlan plan, Protocol protocol, Desk desk) {
        this.plan = plan;
        this.desk = desk;
        this.arms = protocol.arms().stream().map(arm -> arm.code().value()).toList();
    }

    void read(Recording recording) throws IOException, UnexpectedAnswerException {
        Chance chance =
                plan.chance(SimulationPlan.number(recording.index()), "read", recording.visit(), recording.modality());
        Diary diary = new Diary(SimulatedSite.CENTRE, chance);
        int reader = chance.between(1, READERS);
        LocalDate assigned = Screenings.workday(recording.on().plusDays(chance.between(2, 10)));
        LocalDate submitted = Screenings.workday(assigned.plusDays(chance.between(1, 20)));
        desk.act(request(
                "data-manager",
                recording,
                "assign-read",
                Request.body("reader", "reader-" + reader, "occurredAt", diary.next(assigned))));
        Readings.Reading reading = Readings.read(
                chance, recording.modality(), recording.truth(), recording.paced(), recording.arm(), arms);
        Request submission =
                request("reader-" + reader, recording, "submit-read", submission(reading, diary.next(submitted)));
        if (chance.happens(WRONG)) {
            Request others = submission.as("reader-" + (reader % READERS + 1), submission.key() + "-of-another");
            desk.refused(others, Fault.NONE, 404, "problem:no-such-read");
        }
        desk.act(submission);
        if (chance.happens(WRONG)) {
            Request second = submission.as(submission.person(), submission.key() + "-twice");
            desk.refused(second, Fault.NONE, 422, "refusal:read-already-submitted");
        }
    }

    private static Map<String, Object> submission(Readings.Reading reading, String at) {
        Map<String, Object> body = Request.body("values", reading.values(), "guess", reading.guess(), "occurredAt", at);
        if (reading.notEvaluable() != null) {
            body.put("notEvaluable", reading.notEvaluable());
        }
        return body;
    }

    private Request request(String person, Recording recording, String act, Map<String, Object> body) {
        String key = plan.key("%s-%s-%s-%s"
                .formatted(SimulationPlan.number(recording.index()), act, recording.visit(), recording.modality()));
        return new Request(person, "/reads/%s/acts/%s".formatted(recording.read(), act), key, body);
    }
}
