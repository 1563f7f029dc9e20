package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.FormEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is recorded, in whatever order and however often: a subject is counted at one stage, a visit in one state,
/// and the overview, the sites and the matrix tell the same of both. Views must do so also for what the decisions
/// would refuse.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsAddUpTest {

    private static final List<String> SUBJECTS = List.of("01-001", "01-002", "01-003", "02-001", "02-002", "03-001");
    private static final List<String> VISITS = List.of("discharge", "week-2", "month-3");
    private static final String STUDY = "/api/v1/studies/HOT-CRT";

    private BlindedHouse house;

    @BeforeAll
    void start() {
        house = BlindedHouse.start();
    }

    @AfterAll
    void stop() {
        house.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverTheOrderOfWhatIsRecorded(long seed) throws Exception {
        Random random = new Random(seed);
        List<TrialEvent> events = new ArrayList<>();
        for (String subject : SUBJECTS) {
            events.addAll(course(subject, random));
        }
        Collections.shuffle(events, random);
        Story story = new Story().published().then(opened("01")).then(opened("02"));
        SUBJECTS.forEach(subject -> story.then(registered(subject)));
        int amended = random.nextInt(events.size());
        for (int i = 0; i < events.size(); i++) {
            if (i == amended) {
                story.then(withoutWeekTwo());
            }
            story.then(events.get(i));
        }
        house.enter(house.open(story, List.of(), UnaryOperator.identity()));

        JsonNode overview = ask("/overview");
        JsonNode sites = ask("/sites").path("sites");
        JsonNode matrix = ask("/matrix?on=2026-06-01");

        addUp(overview, sites);
        JsonNode flow = overview.path("consort");
        assertThat(flow.path("assessed").intValue()).isEqualTo(SUBJECTS.size());
        stages(flow, matrix);
        visits(overview.path("visits"), matrix, events);
    }

    private static List<TrialEvent> course(String subject, Random random) {
        List<TrialEvent> events = new ArrayList<>();
        for (int i = random.nextInt(14); i > 0; i--) {
            String visit = VISITS.get(random.nextInt(VISITS.size()));
            events.add(
                    switch (random.nextInt(10)) {
                        case 0 -> consented(subject);
                        case 1 -> eligible(subject);
                        case 2 -> notEligible(subject, "adult");
                        case 3 -> notEligible(subject, "adult", "indication");
                        case 4 -> random.nextBoolean() ? randomized(subject, 1, "CSP") : consented(subject);
                        case 5 -> withdrawn(subject, random.nextBoolean() ? "death" : "other");
                        case 6 -> assessed(subject, visit, "ecg", null);
                        case 7, 8 -> visited(subject, visit, DAY, random.nextInt(3));
                        default -> missed(subject, visit, "no-show");
                    });
        }
        return events;
    }

    private static TrialEvent withoutWeekTwo() {
        String amended = Story.hotCrt()
                .lines()
                // The last of the assumptions on visits has no visit any more.
                .filter(line -> !line.contains("code: week-2") && !line.contains("\"visits[5]\""))
                .collect(Collectors.joining("\n"))
                .replace("version: \"1\"", "version: \"2\"");
        return new ProtocolPublished(Story.STUDY, "2", "00".repeat(32), amended);
    }

    private JsonNode ask(String path) throws Exception {
        var answer = house.get("monitor", STUDY + path, Map.of());
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.getContentAsByteArray());
    }

    private static void addUp(JsonNode overview, JsonNode sites) {
        JsonNode flow = overview.path("consort");
        assertThat(flow.path("assessed").intValue())
                .isEqualTo(flow.at("/excluded/total").intValue()
                        + flow.path("inScreening").intValue()
                        + flow.path("randomized").intValue())
                .isEqualTo(sum(sites, "registered"));
        assertThat(flow.at("/excluded/total").intValue())
                .isEqualTo(flow.at("/excluded/notMeetingCriteria").intValue()
                        + flow.at("/excluded/withdrawnBeforeRandomization").intValue());
        assertThat(flow.at("/excluded/notMeetingCriteria").intValue()).isEqualTo(sum(sites, "notEligible"));
        assertThat(flow.path("randomized").intValue())
                .isEqualTo(overview.at("/enrolment/randomized").intValue())
                .isEqualTo(sum(sites, "randomized"));
        assertThat(flow.at("/withdrawn/total").intValue()
                        + flow.at("/excluded/withdrawnBeforeRandomization").intValue())
                .isEqualTo(sum(sites, "withdrawn"));
        flow.at("/excluded/byCriterion")
                .forEach(count -> assertThat(count.intValue())
                        .isLessThanOrEqualTo(
                                flow.at("/excluded/notMeetingCriteria").intValue()));
        assertThat(overview.at("/visits/done").intValue()).isEqualTo(sum(sites, "visitsDone"));
        assertThat(overview.at("/visits/missed").intValue()).isEqualTo(sum(sites, "visitsMissed"));
        assertThat(overview.at("/visits/outOfWindow").intValue()).isEqualTo(sum(sites, "visitsOutOfWindow"));
    }

    private static int sum(JsonNode sites, String count) {
        return sites.valueStream().mapToInt(site -> site.path(count).intValue()).sum();
    }

    /// The matrix says of each subject the one stage that it is counted at.
    private static void stages(JsonNode flow, JsonNode matrix) {
        Map<String, Integer> stages = new HashMap<>();
        matrix.path("subjects").forEach(row -> stages.merge(row.path("stage").asString(), 1, Integer::sum));
        assertThat(stages.getOrDefault("not-eligible", 0))
                .isEqualTo(flow.at("/excluded/notMeetingCriteria").intValue());
        assertThat(stages.getOrDefault("withdrawn", 0))
                .isEqualTo(flow.at("/withdrawn/total").intValue());
        assertThat(stages.getOrDefault("randomized", 0) + stages.getOrDefault("withdrawn", 0))
                .isEqualTo(flow.path("randomized").intValue());
        assertThat(stages.getOrDefault("registered", 0)
                        + stages.getOrDefault("consented", 0)
                        + stages.getOrDefault("eligible", 0))
                .isEqualTo(flow.path("inScreening").intValue());
    }

    /// Of each visit the newest word counts, in the matrix as in the figures, whether or not it is planned any more.
    private static void visits(JsonNode figures, JsonNode matrix, List<TrialEvent> events) {
        Map<String, String> newest = new TreeMap<>();
        for (TrialEvent event : events) {
            if (event instanceof VisitDone done) {
                newest.put(done.subject() + " " + done.visit(), done.daysOutside() == 0 ? "done" : "out-of-window");
            } else if (event instanceof VisitMissed missed) {
                newest.put(missed.subject() + " " + missed.visit(), "missed");
            }
        }
        Map<String, String> shown = new TreeMap<>();
        Set<String> cells = new HashSet<>();
        matrix.path("subjects").forEach(row -> {
            assertThat(row.path("visits").size())
                    .isEqualTo(matrix.path("visits").size());
            row.path("visits").forEach(cell -> {
                String place = row.path("subject").asString() + " "
                        + cell.path("visit").asString();
                assertThat(cells.add(place)).as(place).isTrue();
                String status = cell.path("status").asString();
                if (Set.of("done", "out-of-window", "missed").contains(status)) {
                    shown.put(place, status);
                }
            });
        });
        assertThat(shown).isEqualTo(newest);
        assertThat(figures.path("missed").intValue()).isEqualTo(Collections.frequency(newest.values(), "missed"));
        assertThat(figures.path("outOfWindow").intValue())
                .isEqualTo(Collections.frequency(newest.values(), "out-of-window"));
        assertThat(figures.path("done").intValue() + figures.path("missed").intValue())
                .isEqualTo(newest.size());
        boolean form = events.stream()
                .anyMatch(event ->
                        event instanceof FormEvent.AssessmentRecorded recorded && "week-2".equals(recorded.visit()));
        boolean column = matrix.path("visits")
                .valueStream()
                .anyMatch(visit -> visit.path("code").asString().equals("week-2"));
        assertThat(column).isEqualTo(form || newest.keySet().stream().anyMatch(place -> place.endsWith(" week-2")));
    }
}
