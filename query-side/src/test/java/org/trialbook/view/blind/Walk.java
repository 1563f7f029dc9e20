package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;
import org.trialbook.view.question.QuestionEndpoint;

/// What there is to ask: every GET route of the application's own table, with its variables and parameters filled in.
/// A route with a variable that nobody can fill in fails.
public final class Walk {

    private static final List<String> FURTHER = List.of(
            "/actuator/health",
            "/actuator/health/readiness",
            "/actuator/info",
            "/actuator",
            "/favicon.ico",
            "/api/v1/studies/HOT-CRT/unblinded/allocation",
            "/api/v1/studies/HOT-CRT/unblinded/record",
            "/",
            "/api/v1/studies/OTHER/overview",
            "/no-such-path");

    /// What a caller might try although nothing takes it.
    private static final List<String> TRIED =
            List.of("sort=arm", "arm=CSP", "q=biventricular", "filter=sealed", "format=csv", "group=arm");

    private record Route(String pattern, List<String> parameters) {}

    /// @param path with its query
    /// @param variant of the ask before it: worth asking, most times, only if that one was not forbidden
    public record Ask(String person, String path, boolean variant) {
        Ask(String person, String path) {
            this(person, path, false);
        }
    }

    private final List<Route> routes = new ArrayList<>();

    public Walk(WebApplicationContext application) {
        TreeMap<String, TreeSet<String>> found = new TreeMap<>();
        for (RequestMappingHandlerMapping mapping :
                application.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            mapping.getHandlerMethods().forEach((route, handler) -> {
                if (isGet(route)) {
                    route.getPatternValues()
                            .forEach(pattern -> found.computeIfAbsent(pattern, any -> new TreeSet<>())
                                    .addAll(parameters(handler)));
                }
            });
        }
        // Served by the framework to itself after an error.
        found.remove("/error");
        found.keySet().removeIf(pattern -> pattern.startsWith("${"));
        found.forEach((pattern, parameters) -> routes.add(new Route(pattern, List.copyOf(parameters))));
        assertThat(routes.stream().map(Route::pattern))
                .hasSizeGreaterThan(30)
                .contains("/api/v1/studies/{study}/matrix", "/api/v1/studies/{study}/hints");
    }

    private static boolean isGet(RequestMappingInfo route) {
        var methods = route.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }

    private static List<String> parameters(HandlerMethod handler) {
        if (handler.getBean() instanceof QuestionEndpoint<?> question) {
            return question.parameters();
        }
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(Parameter::getName)
                .toList();
    }

    public List<String> routes() {
        return routes.stream().map(Route::pattern).toList();
    }

    /// What somebody asks of a history. Which moment, subject and parameter each route is asked with goes round with
    /// the number of the history, so that many histories together see all of them.
    ///
    /// @param told moments that this person was told earlier, as they were told
    public List<Ask> asks(String person, History history, List<String> told, long round) {
        List<Ask> asks = new ArrayList<>();
        long size = history.record().size();
        List<String> moments = new ArrayList<>(List.of(
                "" + size / 3,
                "0",
                "" + (size - 1),
                "" + 2 * size / 3,
                "" + (size + 1),
                "2026-03-02T08:01:00Z",
                "" + size,
                "no-moment"));
        moments.addAll(told);
        int turn = Math.toIntExact(round % 1_000_000);
        for (Route route : routes) {
            turn++;
            List<String> paths = filled(route.pattern(), history, turn);
            String path = paths.get(turn % paths.size());
            asks.add(new Ask(person, path));
            boolean variant = turn % 5 != 0;
            asks.add(new Ask(person, with(path, "asOf=" + moments.get(turn % moments.size())), variant));
            if (turn % 3 == 0) {
                asks.add(new Ask(person, paths.get((turn + 1) % paths.size()), variant));
                List<String> parameters = route.parameters();
                String query = turn % 2 == 0 || parameters.isEmpty()
                        ? TRIED.get(turn / 6 % TRIED.size())
                        : parameter(parameters.get(turn / 6 % parameters.size()), history, turn);
                asks.add(new Ask(person, with(path, query), variant));
            }
        }
        FURTHER.forEach(path -> asks.add(new Ask(person, path)));
        asks.add(new Ask(person, "/api/v1/record/consistency?from=3&to=" + (4 + turn % (size - 3))));
        return asks;
    }

    private static String with(String path, String query) {
        return path + "?" + query;
    }

    private static String parameter(String name, History history, int turn) {
        String subject = history.subjects().get(turn % history.subjects().size());
        List<String> values = switch (name) {
            case "asOf" -> List.of("20", "2026-03-02T08:00:30Z");
            // Mostly so few that there is a next page.
            case "limit" -> List.of("1", "2", "1", "1000", "2", "0", "1", "x");
            case "cursor" -> List.of(subject, "40", history.reads().getFirst(), "01", "");
            case "from", "to" -> List.of("1", "7", "50", "x");
            case "on" -> List.of("2026-05-01", "2026-13-01");
            case "site" -> List.of("01", "02", "09");
            case "subject" -> List.of(subject);
            case "status" -> List.of("missing", "overdue", "x");
            case "waits-for" -> List.of("planned-verification", "signature", "x");
            case "what" -> List.of("AssessmentRecorded", "CrossoverRequested", "ActRefused");
            case "form" -> List.of("ecg", "device", "interrogation");
            case "visit" -> List.of("week-2", "month-6");
            case "rule" -> List.of("wide-qrs", "output-below-threshold");
            case "finds" ->
                List.of(
                        "qrs-duration > 150",
                        "paced-capture = 'selective-his'",
                        "ecg.paced-capture@discharge = 'selective-his'");
            case "key" -> List.of("1", "2", "x");
            case "item" -> List.of("qrs-duration", "paced-capture");
            case "who" -> List.of("coordinator@01", "implanter@01");
            case "role" -> List.of("implanter", "coordinator");
            case "since", "until" -> List.of("2026-03-02T08:00:30Z", "x");
            // A parameter that this test has not heard of is asked with what could be sealed.
            default -> List.of("CSP", "1", "his", "");
        };
        return name + "=" + UriUtils.encode(values.get(turn % values.size()), StandardCharsets.UTF_8);
    }

    private static List<String> filled(String pattern, History history, int turn) {
        List<String> subjects = history.subjects();
        // Sorted: the order of what Map.of makes differs from one JVM to the next, and a seed has to replay.
        Map<String, List<String>> values = new TreeMap<>(Map.of(
                "{study}", List.of("HOT-CRT"),
                "{subject}",
                        List.of(
                                subjects.get(turn % subjects.size()),
                                subjects.get((turn + 3) % subjects.size()),
                                "09-001"),
                "{site}", List.of("01", "09"),
                "{position}", List.of("" + turn % history.record().size(), "x"),
                "{*path}", List.of(tiles(turn), "/entries/000.p/2"),
                "{read}", reads(history, turn),
                "{code}", reads(history, turn),
                "{n:[1-9][0-9]{0,3}}", List.of("1", "2", "0"),
                "{visit}", List.of("month-6", "pre-implant", "week-2"),
                // With items that reveal the arm, and without.
                "{form}", List.of("ecg", "device", "interrogation", "event", "no-form")));
        values.put("{file:[0-9a-f]{64}}", List.of("77".repeat(32)));
        values.put("{document}", List.of("consent-form", "unblinded-manual", "no-document"));
        values.put("{version}", List.of("1.0"));
        List<String> paths = new ArrayList<>(List.of(pattern));
        values.forEach((variable, options) -> {
            if (pattern.contains(variable)) {
                List<String> longer = new ArrayList<>();
                for (String path : paths) {
                    options.forEach(option ->
                            longer.add(path.replace("/" + variable, option.startsWith("/") ? option : "/" + option)));
                }
                paths.clear();
                paths.addAll(longer);
            }
        });
        assertThat(paths).as("a variable nobody filled in").allMatch(path -> !path.contains("{"));
        return paths;
    }

    private static List<String> reads(History history, int turn) {
        List<String> reads = history.reads();
        return List.of(reads.get(turn % reads.size()), reads.get((turn + 1) % reads.size()), "R-00000000");
    }

    private static String tiles(int turn) {
        List<String> tiles = List.of("/0/000.p/9", "/0/000", "/1/000.p/1", "/0/999", "/entries/x", "/x", "/0/001.p/3");
        return tiles.get(turn % tiles.size());
    }
}
