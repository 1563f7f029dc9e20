package org.trialbook.view.blind;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.mock.web.MockHttpServletResponse;
import org.trialbook.view.question.Responses;

/// Asks everything of both histories of a pair and compares everything that can be seen of the answers: status, headers
/// in their order, body, what was logged and what was counted.
public final class Comparison {

    /// Of the machine, not of the record.
    private static final List<String> NOT_OURS =
            List.of("jvm.", "process.", "system.", "tomcat.", "executor.", "disk.", "logback.", "application.");

    private static final int SHOWN = 90;

    /// So many asks are compared at once, at least.
    private static final int PIECE = 24;

    private static final int FORBIDDEN = 403;

    private static final byte[] NOT_ASKED = {};

    private static final Pattern HASHES = Pattern.compile(" GET \\S*(/api/v1/record/|/tile/|/checkpoint|bundle)");

    private final BlindedHouse house;
    private final Walk walk;
    private final MeterRegistry meters;
    private long asked;
    private long answered;

    public Comparison(BlindedHouse house) {
        this.house = house;
        this.walk = new Walk(house.application());
        this.meters = house.application().getBean(MeterRegistry.class);
    }

    public Walk walk() {
        return walk;
    }

    public long asked() {
        return asked;
    }

    /// How many answers were 200.
    public long answered() {
        return answered;
    }

    /// What the histories differ in for somebody blinded, if in anything; rather an answer that says something than one
    /// of hashes, which tell that something differs and not what.
    public Optional<String> difference(History one, History other, GeneratedTrial.Differing differing, long round) {
        return difference(one, other, KindOfBlinding.SINGLE_BLIND.people(differing), round);
    }

    /// @param people who are blind
    public Optional<String> difference(History one, History other, List<String> people, long round) {
        Optional<String> first = Optional.empty();
        for (String person : people) {
            Optional<String> found = difference(person, one, other, round);
            if (found.filter(difference -> !HASHES.matcher(difference).find()).isPresent()) {
                return found;
            }
            first = first.or(() -> found);
        }
        return first;
    }

    private Optional<String> difference(String person, History one, History other, long round) {
        List<Walk.Ask> asks = walk.asks(person, one, moments(person, one), round);
        Optional<String> first = Optional.empty();
        for (int from = 0; from < asks.size(); ) {
            int to = end(asks, from);
            Optional<String> found = difference(person, asks.subList(from, to), one, other, round + from);
            if (found.filter(difference -> !HASHES.matcher(difference).find()).isPresent()) {
                return found;
            }
            first = first.isPresent() ? first : found;
            from = to;
        }
        return first;
    }

    /// Piece by piece: where something differs, the rest need not be asked. What varies an ask stands beside it.
    private static int end(List<Walk.Ask> asks, int from) {
        int end = Math.min(asks.size(), from + PIECE);
        while (end < asks.size() && asks.get(end).variant()) {
            end++;
        }
        return end;
    }

    private Optional<String> difference(String person, List<Walk.Ask> asks, History one, History other, long round) {
        Map<String, Double> before = counted();
        byte[][] here = all(asks, one, round);
        Map<String, Double> between = counted();
        byte[][] there = all(asks, other, round);
        Map<String, Double> after = counted();
        int found = -1;
        for (int i = 0; i < here.length; i++) {
            if (!Arrays.equals(here[i], there[i])) {
                found = i;
                if (!HASHES.matcher(" GET " + asks.get(i).path()).find()) {
                    break;
                }
            }
        }
        if (found >= 0) {
            return Optional.of(described(asks.get(found), one, other, round + found));
        }
        Map<String, Double> first = growth(before, between);
        Map<String, Double> second = growth(between, after);
        return first.equals(second)
                ? Optional.empty()
                : Optional.of(person + ": counted " + difference(first.toString(), second.toString()));
    }

    /// Now and a minute after the beginning, as this person is told them.
    private List<String> moments(String person, History history) {
        house.enter(history);
        String path = "/api/v1/studies/HOT-CRT/" + (person.startsWith("reader") ? "reads/worklist" : "overview");
        return Stream.of(path, path + "?asOf=2026-03-02T08:01:00Z")
                .flatMap(ask ->
                        Optional.ofNullable(house.get(person, ask, Map.of()).getHeader(Responses.POSITION)).stream())
                .toList();
    }

    private byte[][] all(List<Walk.Ask> asks, History history, long round) {
        house.enter(history);
        Logs.since();
        byte[][] seen = new byte[asks.size()][];
        MessageDigest digest = sha256();
        boolean forbidden = false;
        for (int i = 0; i < seen.length; i++) {
            Walk.Ask ask = asks.get(i);
            if (ask.variant() && forbidden) {
                seen[i] = NOT_ASKED;
            } else {
                MockHttpServletResponse answer = house.get(ask.person(), ask.path(), Map.of());
                forbidden = ask.variant() ? forbidden : answer.getStatus() == FORBIDDEN;
                seen[i] = seen(ask, answer, round + i, digest);
            }
        }
        return seen;
    }

    private byte[] seen(Walk.Ask ask, MockHttpServletResponse answer, long round, MessageDigest digest) {
        asked++;
        answered += answer.getStatus() == 200 ? 1 : 0;
        add(digest, answer);
        String tag = answer.getHeader("ETag");
        if (tag != null && round % 5 == 0) {
            asked++;
            add(digest, house.get(ask.person(), ask.path(), Map.of("If-None-Match", tag)));
        }
        digest.update(Logs.since().getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }

    private static void add(MessageDigest digest, MockHttpServletResponse answer) {
        digest.update(head(answer).getBytes(StandardCharsets.UTF_8));
        digest.update(answer.getContentAsByteArray());
    }

    private static String head(MockHttpServletResponse answer) {
        StringBuilder head = new StringBuilder();
        head.append(answer.getStatus())
                .append(' ')
                .append(answer.getErrorMessage())
                .append('\n');
        for (String name : answer.getHeaderNames()) {
            head.append(name).append(": ").append(answer.getHeaders(name)).append('\n');
        }
        return head.append(answer.getContentAsByteArray().length).append('\n').toString();
    }

    private String described(Walk.Ask ask, History one, History other, long round) {
        return ask.person() + " GET " + ask.path() + ": " + difference(text(ask, one, round), text(ask, other, round));
    }

    private String text(Walk.Ask ask, History history, long round) {
        house.enter(history);
        MockHttpServletResponse answer = house.get(ask.person(), ask.path(), Map.of());
        String tag = answer.getHeader("ETag");
        String conditional = tag != null && round % 5 == 0
                ? head(house.get(ask.person(), ask.path(), Map.of("If-None-Match", tag)))
                : "";
        // What it says first: the head holds a hash of it.
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8)
                + head(answer)
                + conditional
                + Logs.since();
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

    private Map<String, Double> counted() {
        Map<String, Double> counted = new TreeMap<>();
        for (Meter meter : meters.getMeters()) {
            String name = meter.getId().getName();
            if (NOT_OURS.stream().noneMatch(name::startsWith)) {
                for (Measurement measurement : meter.measure()) {
                    if (measurement.getStatistic() == Statistic.COUNT
                            || measurement.getStatistic() == Statistic.VALUE) {
                        counted.put(
                                name + new TreeSet<>(meter.getId().getTags()) + measurement.getStatistic(),
                                measurement.getValue());
                    }
                }
            }
        }
        return counted;
    }

    private static Map<String, Double> growth(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> growth = new TreeMap<>();
        after.forEach((name, value) -> {
            Double old = before.get(name);
            double grown = value - (old == null ? 0 : old);
            if (grown != 0) {
                growth.put(name, grown);
            }
        });
        return growth;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
