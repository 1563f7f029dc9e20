package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;

/// The core lab: the data manager assigns recordings to three readers, who submit what they read. Where the protocol
/// wants two readers, a second one reads; where they differ, the third one, of the batch that the data manager opens
/// when all others are in. Some try what they may not.
final class ReadingRoom {

    private static final int READERS = 3;
    private static final double WRONG = 0.04;
    private static final int LOOKS_EVERY_DAYS = 14;

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final SimulatedClient client;
    private final TrialCalendar calendar;
    private final List<String> arms;
    private final Map<String, Recording> recordings = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong newest = new AtomicLong(-1);

    ReadingRoom(SimulationPlan plan, Protocol protocol, SimulatedClient client, TrialCalendar calendar) {
        this.plan = plan;
        this.protocol = protocol;
        this.client = client;
        this.calendar = calendar;
        this.arms = protocol.arms().stream().map(arm -> arm.code().value()).toList();
    }

    /// A recording was registered: it is read in the days to come.
    void take(Answer receipt, Recording recording) {
        remember(receipt);
        recordings.put(recording.read(), recording);
        calendar.start(() -> read(recording, recording.read(), "first"));
    }

    /// Looks for further reads now and then, which somebody else reads then, and after all others for adjudications.
    void readAgain(FurtherReads reads) throws IOException {
        if (protocol.reads().stream().noneMatch(read -> read.readers() > 1)) {
            return;
        }
        Set<String> known = new HashSet<>();
        LocalDate day = calendar.today();
        boolean last;
        do {
            day = day.plusDays(LOOKS_EVERY_DAYS);
            calendar.until(day.atTime(6, 0).toInstant(ZoneOffset.UTC));
            last = calendar.lastAtWork();
            readAgain("second", known, reads);
        } while (!last || !calendar.lastAtWork());
        calendar.until(TrialCalendar.entering(plan.lastBatch()).plusSeconds(1));
        for (ReadPlan read : protocol.reads()) {
            if (read.readers() > 1) {
                openLastBatch(read.modality());
            }
        }
        readAgain("adjudication", known, reads);
    }

    private void readAgain(String purpose, Set<String> known, FurtherReads reads) {
        reads.of(purpose, submitted(), newest()).forEach((read, of) -> {
            Recording recording = recordings.get(of);
            if (recording != null && known.add(read)) {
                calendar.start(() -> read(recording, read, purpose));
            }
        });
    }

    /// The last batch of a modality: whatever adjudications are due are registered with it.
    private void openLastBatch(String modality) throws IOException {
        Request request = new Request(
                "data-manager",
                "/reads/acts/open-reading-batch",
                plan.key("open-reading-batch-" + modality),
                Request.body("modality", modality, "reason", "All others are read"));
        client.actIfAny(request, "refusal:nothing-to-open").ifPresent(this::remember);
    }

    private void remember(Answer receipt) {
        receipt.json()
                .path("events")
                .forEach(event -> newest.accumulateAndGet(event.path("position").asLong(), Math::max));
    }

    /// A read, by somebody who has not read the recording.
    ///
    /// @param purpose `first`, `second` or `adjudication`
    private void read(Recording recording, String read, String purpose) throws IOException, UnexpectedAnswerException {
        Chance chance = chance(recording, purpose);
        Diary diary = new Diary(SimulatedSite.CENTRE, chance);
        int drawn = chance.between(1, READERS);
        int reader = purpose.equals("first") ? drawn : readerOf(recording, purpose);
        // From days of the plan alone, not from when the read was found, so that a second run asks for the same.
        LocalDate known = switch (purpose) {
            case "first" -> recording.entered();
            case "second" -> recording.entered().plusDays(LOOKS_EVERY_DAYS);
            default -> plan.lastBatch();
        };
        LocalDate assigned = Screenings.workday(known.plusDays(chance.between(2, 10)));
        LocalDate submitted = Screenings.workday(assigned.plusDays(chance.between(1, 20)));
        // What somebody waits for in order to treat is read on the day on which it comes in.
        boolean urgent = new UnblindedPost(protocol).treatingIsTold(recording.modality());
        if (!urgent) {
            until(diary, assigned);
        }
        client.act(request(
                "data-manager", recording, read, purpose, "assign-read", Request.body("reader", "reader-" + reader)));
        if (!urgent) {
            until(diary, submitted);
        }
        Readings.Reading reading =
                Readings.read(chance, protocol.readPlan(recording.modality()).orElseThrow(), recording, arms);
        Request submission = request("reader-" + reader, recording, read, purpose, "submit-read", submission(reading));
        if (chance.happens(WRONG)) {
            Request others = submission.as("reader-" + (reader % READERS + 1), submission.key() + "-of-another");
            client.refused(others, Fault.NONE, 404, "problem:no-such-read");
        }
        client.act(submission);
        done.incrementAndGet();
        if (chance.happens(WRONG)) {
            Request second = submission.as(submission.person(), submission.key() + "-twice");
            client.refused(second, Fault.NONE, 422, "refusal:read-already-submitted");
        }
    }

    /// Waits for the moment: what is done in the reading room happens when it is recorded.
    private void until(Diary diary, LocalDate day) {
        calendar.until(TrialCalendar.entered(diary.next(day)));
    }

    /// How many reads were submitted here.
    private int submitted() {
        return done.get();
    }

    /// The newest event that anybody was told of when recordings were registered or batches opened; -1 for none.
    private long newest() {
        return newest.get();
    }

    private Chance chance(Recording recording, String purpose) {
        String subject = SimulationPlan.number(recording.index());
        return purpose.equals("first")
                ? plan.chance(subject, "read", recording.visit(), recording.modality())
                : plan.chance(subject, "read", recording.visit(), recording.modality(), purpose);
    }

    /// The first reader's neighbour reads second, and the third one adjudicates.
    private int readerOf(Recording recording, String purpose) {
        int first = chance(recording, "first").between(1, READERS);
        return (first + (purpose.equals("second") ? 0 : 1)) % READERS + 1;
    }

    private static Map<String, Object> submission(Readings.Reading reading) {
        Map<String, Object> body = Request.body("values", reading.values(), "guess", reading.guess());
        if (reading.notEvaluable() != null) {
            body.put("notEvaluable", reading.notEvaluable());
        }
        return body;
    }

    private Request request(
            String person, Recording recording, String read, String purpose, String act, Map<String, Object> body) {
        String key = plan.key("%s-%s-%s-%s%s"
                .formatted(
                        SimulationPlan.number(recording.index()),
                        act,
                        recording.visit(),
                        recording.modality(),
                        purpose.equals("first") ? "" : "-" + purpose));
        return new Request(person, "/reads/%s/acts/%s".formatted(read, act), key, body);
    }
}
