package org.trialbook.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.walk.PaperTrial.RECORDED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.allocation.SeedParty;
import org.trialbook.walk.WalkedRecord.Said;

/// Acts drawn at random, valid and invalid, by people in all roles, several at once: each is recorded or refused as a
/// model says that was written apart from the rules, and at random moments the views are what a replay makes of the
/// record and what stands on paper.
class WalkOfActsTest {
    /// How many acts; the whole walk has 100,000.
    private static final int ACTS = Integer.getInteger("trialbook.walk", 3_000);

    private static final int MOMENTS = Math.min(100, ACTS / 1_000 + 2);
    private static final long SEED = Long.getLong("trialbook.walk.seed", System.nanoTime());
    private static final Instant BEGINS = Instant.parse("2026-01-05T12:00:00Z");
    private static final int ACTS_AFTER_THE_LOCK = 100;
    private static final int AT_ONCE = 12;
    /// Every order of these is tried.
    private static final int ON_ONE_SUBJECT = 3;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SortedMap<String, Integer> became = new TreeMap<>();

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void whatIsRecordedAndRefusedIsWhatStandsOnPaper() throws Exception {
        System.err.printf("%d acts, seed %d%n", ACTS, SEED);
        PaperTrial paper = new PaperTrial(LocalDate.of(2026, 1, 5));
        Drawing drawing = new Drawing(random, paper);
        try (WalkedRecord record = new WalkedRecord(directory, BEGINS)) {
            begin(record);
            int asked = 0;
            int moments = 0;
            boolean locked = false;
            List<Ask> recorded = new ArrayList<>();
            while (asked < ACTS) {
                boolean locks = !locked && asked > ACTS - ACTS_AFTER_THE_LOCK;
                List<Ask> round = locks ? List.of(drawing.lock()) : round(drawing, paper);
                List<Ask> now = walk(round, record, paper);
                locked |= locks && !now.isEmpty();
                recorded.addAll(now);
                asked += round.size();
                if (random.nextInt(4) == 0 && !recorded.isEmpty()) {
                    isRepeated(recorded.get(random.nextInt(recorded.size())), record);
                }
                if (random.nextInt(8) == 0) {
                    int days = drawing.days();
                    record.passes(Duration.ofDays(days));
                    paper.today = paper.today.plusDays(days);
                }
                if (asked >= (long) ACTS * (moments + 1) / MOMENTS) {
                    record.isAsOnPaper(paper);
                    moments++;
                }
            }
            record.isAsOnPaper(paper);
        }
        System.err.println(became);
        assertThat(became)
                .containsKeys(RECORDED, "not-permitted", "form-reveals-the-arm", "form-is-locked", "study-is-locked");
    }

    private void begin(WalkedRecord record) throws Exception {
        String protocol = Files.readString(Path.of(
                Objects.requireNonNull(getClass().getResource("/walk.yaml")).toURI()));
        asDataManager(record, "publish-protocol", "", Map.of("protocol", protocol));
        for (String site : List.of("01", "02")) {
            asDataManager(record, "open-site", "", Map.of("site", site, "name", site, "zone", "Europe/Berlin"));
        }
        for (SeedParty party : SeedParty.values()) {
            is(record, party.storedName(), "commit-seed-share", "", Map.of("commitment", record.commitment(party)));
        }
    }

    private static void asDataManager(WalkedRecord record, String act, String target, Map<String, Object> body) {
        is(record, "data-manager", act, target, body);
    }

    private static void is(WalkedRecord record, String person, String act, String target, Map<String, Object> body) {
        Ask ask = new Ask(
                "first-" + act + body.hashCode(),
                DemoPeople.withId(person).orElseThrow(),
                act,
                target,
                body,
                true,
                false);
        Said said = record.ask(ask);
        assertThat(said.name()).as(said.body().toString()).isEqualTo(RECORDED);
    }

    /// Acts that are asked for at once: of what looks at the whole study, or only at a site, one at most.
    private List<Ask> round(Drawing drawing, PaperTrial paper) {
        List<Ask> round = new ArrayList<>();
        boolean randomizes = false;
        int size = 1 + random.nextInt(AT_ONCE);
        for (int i = 0; i < size; i++) {
            Ask last = i == 0 ? drawing.onALastDay() : null;
            Ask ask = last == null ? drawing.onASubject() : last;
            boolean several = round.stream()
                            .filter(other -> other.target().equals(ask.target()))
                            .count()
                    >= ON_ONE_SUBJECT;
            if (!several && (!ask.act().equals("randomize") || !randomizes)) {
                round.add(ask);
                randomizes |= ask.act().equals("randomize");
            }
        }
        if (paper.subjects.size() < 3 || random.nextInt(12) == 0) {
            round.add(drawing.onASite());
        }
        if (random.nextInt(60) == 0) {
            round.add(drawing.onTheStudy());
        }
        return round;
    }

    /// @return what was recorded
    private List<Ask> walk(List<Ask> round, WalkedRecord record, PaperTrial paper) throws Exception {
        long before = record.size();
        List<Future<Said>> futures =
                round.stream().map(ask -> threads.submit(() -> record.ask(ask))).toList();
        List<Said> said = new ArrayList<>();
        for (Future<Said> future : futures) {
            said.add(future.get());
        }
        SortedMap<String, List<Integer>> bySubject = new TreeMap<>();
        int events = 0;
        List<Ask> recorded = new ArrayList<>();
        for (int i = 0; i < round.size(); i++) {
            Ask ask = round.get(i);
            Said answer = said.get(i);
            became.merge(answer.name(), 1, Integer::sum);
            events += PaperTrial.events(ask, answer.name());
            if (answer.name().equals(RECORDED) && !ask.earlier()) {
                recorded.add(ask);
            }
            if (ask.onSubject()) {
                bySubject.computeIfAbsent(ask.target(), id -> new ArrayList<>()).add(i);
            } else {
                assertThat(answer.name())
                        .as("%s → %s", ask, answer.body())
                        .isEqualTo(
                                paper.become(ask, answer.body().path("subject").asString("")));
            }
        }
        bySubject.forEach((subject, which) -> someOrderExplains(subject, which, round, said, paper));
        assertThat(record.size() - before).as("events of %s", round).isEqualTo(events);
        return recorded;
    }

    /// Acts on one subject that were asked for at once were decided one after the other, in some order.
    private static void someOrderExplains(
            String subject, List<Integer> which, List<Ask> round, List<Said> said, PaperTrial paper) {
        PaperSubject stood = paper.subjects.get(subject);
        List<String> differences = new ArrayList<>();
        for (List<Integer> order : orders(which)) {
            PaperSubject copy = stood == null ? null : stood.copy();
            String difference = firstDifference(order, copy, round, said, paper);
            if (difference == null) {
                if (copy != null) {
                    paper.subjects.put(subject, copy);
                }
                return;
            }
            differences.add(difference);
        }
        assertThat(differences).as("seed %d, %s", SEED, subject).isEmpty();
    }

    private static @Nullable String firstDifference(
            List<Integer> order, @Nullable PaperSubject subject, List<Ask> round, List<Said> said, PaperTrial paper) {
        for (int i : order) {
            String onPaper = paper.become(round.get(i), subject);
            if (!onPaper.equals(said.get(i).name())) {
                return "%s became %s, on paper %s: %s"
                        .formatted(
                                round.get(i),
                                said.get(i).name(),
                                onPaper,
                                said.get(i).body());
            }
        }
        return null;
    }

    private static List<List<Integer>> orders(List<Integer> which) {
        if (which.size() <= 1) {
            return List.of(which);
        }
        return which.stream()
                .flatMap(first -> orders(
                                which.stream().filter(i -> !i.equals(first)).toList())
                        .stream()
                        .map(rest -> {
                            List<Integer> order = new ArrayList<>(List.of(first));
                            order.addAll(rest);
                            return order;
                        }))
                .toList();
    }

    /// The same request again is answered as the first was, and changes nothing.
    private static void isRepeated(Ask ask, WalkedRecord record) {
        long before = record.size();
        Said again = record.ask(ask);
        assertThat(again.name()).as("%s → %s", ask, again.body()).isEqualTo(RECORDED);
        assertThat(again.repeated()).isTrue();
        assertThat(record.size()).isEqualTo(before);
    }
}
