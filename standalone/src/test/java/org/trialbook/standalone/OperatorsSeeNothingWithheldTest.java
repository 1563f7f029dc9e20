package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.trialbook.access.Classification;
import org.trialbook.access.RouteLabel;
import org.trialbook.store.Log;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.http.ActRoutes;

/// Who reads the logs and the meters of a server is blinded: of acts on a subject, and of looks at what is sealed, they
/// learn how many there were, and whether the server failed; not which, of whom, by whom, nor what became of them.
class OperatorsSeeNothingWithheldTest {

    /// Of the machine; what is collected and when differs from run to run.
    private static final List<String> OF_THE_MACHINE =
            List.of("jvm_", "process_", "system_", "disk_", "executor_", "application_");

    private record Seen(List<String> log, Map<String, Double> counted, List<Integer> statuses, long size) {}

    /// Two histories that differ in which acts are withheld, of whom, and what became of them; as many in each.
    @Test
    void logsAndMetersAreTheSameForTwoHistoriesThatDifferInWhatIsWithheld() throws IOException {
        Seen one = told(1);
        Seen other = told(2);

        assertThat(one.statuses()).as("the histories differ").isNotEqualTo(other.statuses());
        assertThat(one.size()).as("the histories differ").isNotEqualTo(other.size());
        assertThat(new TreeSet<>(one.statuses())).contains(201, 400, 403, 404, 422, 200);
        assertThat(one.log()).isEqualTo(other.log());
        assertThat(one.counted()).isEqualTo(other.counted());
        assertThat(one.log()).hasSizeGreaterThanOrEqualTo(WithheldDeeds.ACTS + WithheldDeeds.LOOKS);
    }

    private static Seen told(long seed) throws IOException {
        try (House house = new House(false)) {
            new TwoHistories(house).tell();
            try (ServerLog log = ServerLog.opened()) {
                AtomicLong requests = new AtomicLong();
                Map<String, Double> before = counted(house);
                log.awaitRequests(requests.incrementAndGet());
                WithheldDeeds deeds =
                        new WithheldDeeds(house, seed, () -> log.awaitRequests(requests.incrementAndGet()));
                deeds.tell();
                Map<String, Double> after = counted(house);
                log.awaitRequests(requests.incrementAndGet());
                return new Seen(
                        log.lines(),
                        growth(before, after),
                        deeds.statuses(),
                        house.bean(Log.class).size());
            }
        }
    }

    /// Every meter with its labels; but how long anything took.
    private static Map<String, Double> counted(House house) {
        Map<String, Double> counted = new TreeMap<>();
        House.Answer scraped = house.scrape();
        assertThat(scraped.status()).isEqualTo(200);
        scraped.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> OF_THE_MACHINE.stream().noneMatch(line::startsWith))
                // How far the views are behind is a matter of moments.
                .filter(line -> !line.startsWith("trialbook_views_lag"))
                .forEach(line -> {
                    int value = line.lastIndexOf(' ');
                    String name = line.substring(0, value);
                    boolean timing = name.contains("_seconds") && !name.contains("_seconds_count");
                    counted.put(name, timing ? 0 : Double.parseDouble(line.substring(value + 1)));
                });
        assertThat(counted.keySet()).anyMatch(name -> name.startsWith("http_server_requests_seconds_count"));
        return counted;
    }

    /// Also what has not grown: that a meter is there tells, too.
    private static Map<String, Double> growth(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> growth = new TreeMap<>();
        after.forEach((name, value) -> growth.put(name, value - before.getOrDefault(name, 0.0)));
        return growth;
    }

    /// Each route of the application's own table: who forgets that a new endpoint must not be told of is told here.
    @Test
    void everyActOnASubjectAndEveryLookHasTheOneNameOfItsKind() throws IOException {
        try (House house = new House(false)) {
            RouteTable routes = new RouteTable(house, "R-00000000");
            TreeMap<String, String> neutral = new TreeMap<>();
            routes.all()
                    .forEach((route, handler) -> route.getPatternValues()
                            .forEach(pattern -> expected(handler, pattern, onSubjects(house))
                                    .ifPresent(label -> neutral.put(
                                            (RouteTable.isGet(route) ? "GET " : "POST ") + pattern, label))));
            assertThat(neutral).hasSizeGreaterThanOrEqualTo(28);
            try (ServerLog log = ServerLog.opened()) {
                long requests = 0;
                for (var route : neutral.entrySet()) {
                    String pattern = route.getKey().substring(route.getKey().indexOf(' ') + 1);
                    String path = routes.filled(pattern).findFirst().orElseThrow();
                    for (String person : List.of("investigator@01", "statistician", "monitor")) {
                        boolean asks = route.getKey().startsWith("GET ");
                        House.Answer answer = asks ? house.get(person, path) : house.post(person, path, "{}");
                        log.awaitRequests(++requests);
                        assertThat(log.lines().getLast())
                                .as(route.getKey() + " " + answer.status())
                                .isEqualTo(line(asks ? "GET" : "POST", route.getValue()));
                    }
                }
                assertMetersAreNeutral(house, neutral);
            }
        }
    }

    private static String line(String method, String label) {
        return "INFO org.trialbook.access.requests %s %s answered method=%s route=%s outcome=answered {}"
                .formatted(method, label, method, label);
    }

    private static void assertMetersAreNeutral(House house, TreeMap<String, String> neutral) {
        List<String> requests = house.scrape()
                .text()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .toList();
        assertThat(requests).isNotEmpty();
        neutral.forEach((route, label) -> {
            String pattern = route.substring(route.indexOf(' ') + 1);
            assertThat(requests).as(route).noneMatch(line -> line.contains("uri=\"" + pattern + "\""));
        });
        for (String label : List.of(RouteLabel.ACT_ON_SUBJECT, RouteLabel.UNBLINDED)) {
            assertThat(requests.stream()
                            .filter(line -> line.contains("uri=\"" + label + "\""))
                            .map(line -> line.substring(0, line.lastIndexOf(' '))))
                    .hasSize(1)
                    .allMatch(line -> line.contains("outcome=\"ANSWERED\"")
                            && line.contains("status=\"answered\"")
                            && line.contains("exception=\"none\""));
        }
    }

    /// The addresses of the acts that say that a subject is what they act on.
    private static Set<String> onSubjects(House house) {
        return house.application().getBeansOfType(Act.class).values().stream()
                .filter(act -> act.target().equals(Target.SUBJECT))
                .map(act -> ActRoutes.path(act))
                .collect(Collectors.toSet());
    }

    /// A second opinion on which routes those are: an act whose target is a subject, and whatever lies with the
    /// unblinded views or says that it is.
    private static Optional<String> expected(HandlerMethod handler, String pattern, Set<String> onSubjects) {
        boolean unblinded = handler.getBeanType().getPackageName().startsWith("org.trialbook.view.unblinded")
                || pattern.contains("unblinded");
        Classification classification = Classification.of(handler).orElse(null);
        if (classification instanceof Classification.Acting && onSubjects.contains(pattern)) {
            return Optional.of(RouteLabel.ACT_ON_SUBJECT);
        }
        return classification instanceof Classification.Asking && unblinded
                ? Optional.of(RouteLabel.UNBLINDED)
                : Optional.empty();
    }

    /// What is asked and done is named in the tables of permissions; no name of it stands in a label.
    @Test
    void noActAndNoQuestionIsNamedByALabel() throws IOException {
        String labels = RouteLabel.ACT_ON_SUBJECT + RouteLabel.UNBLINDED;
        List<String> names = new ArrayList<>();
        Files.readAllLines(Path.of("..", "access", "src", "test", "resources", "permissions.csv")).stream()
                .filter(line -> line.startsWith("act,") || line.startsWith("question,"))
                .forEach(line -> names.add(line.split(",", -1)[1]));
        assertThat(names).hasSizeGreaterThan(55);

        assertThat(names).noneMatch(labels::contains);
    }
}
