package org.trialbook.view.blind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.mock.web.MockHttpServletResponse;

/// Asks both of two histories everything that one caller can ask, where the histories may have different numbers of
/// events: moments are those that the answers name, and never a number that the test takes from the record.
final class AskedOfAll {

    private static final int FORBIDDEN = 403;

    private static final int SHOWN = 90;
    private static final int MOST_PAGES = 40;

    private final BlindedHouse house;
    private final List<String> routes;
    private long answered;

    AskedOfAll(BlindedHouse house) {
        this.house = house;
        this.routes = new Walk(house.application()).routes();
    }

    /// How many answers were 200.
    long answered() {
        return answered;
    }

    /// What the caller can see to differ, if anything.
    Optional<String> difference(String person, History one, History other) {
        TreeMap<String, byte[]> here = answers(person, one);
        TreeMap<String, byte[]> there = answers(person, other);
        for (Map.Entry<String, byte[]> asked : here.entrySet()) {
            byte[] answer = there.get(asked.getKey());
            if (answer == null || !Arrays.equals(asked.getValue(), answer)) {
                return Optional.of(person + " GET " + asked.getKey() + ": "
                        + difference(text(asked.getValue()), answer == null ? "(not asked)" : text(answer)));
            }
        }
        return here.keySet().equals(there.keySet())
                ? Optional.empty()
                : Optional.of(person + ": another number of pages");
    }

    private TreeMap<String, byte[]> answers(String person, History history) {
        house.enter(history);
        TreeMap<String, byte[]> answers = new TreeMap<>();
        String home = "/api/v1/studies/HOT-CRT/" + (person.startsWith("reader") ? "reads/worklist" : "overview");
        String newest = ask(answers, person, home).getHeader("X-Record-Position");
        for (String path : paths(history)) {
            boolean forbidden = ask(answers, person, path).getStatus() == FORBIDDEN;
            List<String> queries = queries(String.valueOf(newest));
            // Whoever may not ask is refused before anything is looked up: one more way of asking shows it.
            for (String query : forbidden ? queries.subList(0, 1) : queries) {
                ask(answers, person, path + "?" + query);
            }
            follow(answers, person, path);
        }
        return answers;
    }

    private static List<String> queries(String newest) {
        List<String> queries = new ArrayList<>(List.of(
                "asOf=20",
                "asOf=m0",
                "asOf=m1",
                "asOf=2026-03-02T08:00:30Z",
                "asOf=2027-01-01T00:00:00Z",
                "limit=2&cursor=3",
                "cursor=01-002"));
        if (newest.startsWith("m")) {
            long counted = Long.parseLong(newest.substring(1), 36);
            for (long moment : new long[] {counted / 3, counted - 1, counted, counted + 1}) {
                queries.add("asOf=m" + Long.toString(moment, 36));
            }
        }
        return queries;
    }

    /// Page by page, one thing at a time, as far as the links lead.
    private void follow(TreeMap<String, byte[]> answers, String person, String path) {
        String next = path + "?limit=1";
        for (int page = 0; next != null && page < MOST_PAGES; page++) {
            String link = ask(answers, person, next).getHeader("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
    }

    private MockHttpServletResponse ask(TreeMap<String, byte[]> answers, String person, String path) {
        MockHttpServletResponse answer = house.get(person, path, Map.of());
        answered += answer.getStatus() == 200 ? 1 : 0;
        StringBuilder head = new StringBuilder().append(answer.getStatus()).append('\n');
        answer.getHeaderNames()
                .forEach(name -> head.append(name)
                        .append(": ")
                        .append(answer.getHeaders(name))
                        .append('\n'));
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] body = answer.getContentAsByteArray();
        byte[] whole = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        answers.put(path, whole);
        return answer;
    }

    private List<String> paths(History history) {
        List<String> paths = new ArrayList<>();
        for (String route : routes) {
            List<String> filled = List.of(route);
            filled = filled(filled, "{study}", List.of("HOT-CRT"));
            filled = filled(filled, "{subject}", history.subjects());
            filled = filled(filled, "{site}", List.of("01", "02"));
            filled = filled(filled, "{position}", List.of("3"));
            filled = filled(filled, "/{*path}", List.of("/0/000.p/9", "/entries/000.p/2"));
            filled = filled(filled, "{read}", history.reads());
            filled = filled(filled, "{code}", history.reads());
            filled = filled(filled, "{n:[1-9][0-9]{0,3}}", List.of("1"));
            filled = filled(filled, "{visit}", List.of("month-6"));
            filled = filled(filled, "{form}", List.of("ecg", "device"));
            filled = filled(filled, "{file:[0-9a-f]{64}}", List.of("77".repeat(32)));
            filled = filled(filled, "{document}", List.of("consent-form", "unblinded-manual"));
            filled = filled(filled, "{version}", List.of("1.0"));
            filled = filled(filled, "{hash}", List.of("77".repeat(32)));
            paths.addAll(filled);
        }
        return paths;
    }

    private static List<String> filled(List<String> paths, String variable, List<String> values) {
        return paths.stream()
                .flatMap(path -> path.contains(variable)
                        ? values.stream().limit(4).map(value -> path.replace(variable, value))
                        : java.util.stream.Stream.of(path))
                .toList();
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static String difference(String here, String there) {
        int at = 0;
        while (at < Math.min(here.length(), there.length()) && here.charAt(at) == there.charAt(at)) {
            at++;
        }
        return "…" + excerpt(here, at) + "… against …" + excerpt(there, at) + "…";
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - SHOWN), Math.min(text.length(), at + SHOWN));
    }
}
