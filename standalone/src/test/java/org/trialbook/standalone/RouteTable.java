package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What there is to ask a house and to tell it: its own table of routes, so that a new endpoint is among them.
final class RouteTable {

    private final Map<RequestMappingInfo, HandlerMethod> all = new HashMap<>();
    private final String read;

    /// @param read the code of a read that there is
    RouteTable(House house, String read) {
        this.read = read;
        house.application()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> all.putAll(mapping.getHandlerMethods()));
    }

    Map<RequestMappingInfo, HandlerMethod> all() {
        return all;
    }

    /// The patterns of every GET route.
    TreeSet<String> asked() {
        TreeSet<String> patterns = new TreeSet<>();
        all.keySet().stream().filter(RouteTable::isGet).forEach(route -> patterns.addAll(route.getPatternValues()));
        patterns.removeIf(RouteTable::isTheFrameworks);
        assertThat(patterns).hasSizeGreaterThan(15);
        return patterns;
    }

    TreeSet<String> ofActs() {
        TreeSet<String> patterns = new TreeSet<>();
        all.keySet().forEach(route -> patterns.addAll(route.getPatternValues()));
        patterns.removeIf(pattern -> !pattern.contains("/acts/"));
        assertThat(patterns).hasSizeGreaterThan(15);
        return patterns;
    }

    static boolean isGet(RequestMappingInfo route) {
        var methods = route.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }

    /// Served by the framework to itself after an error.
    static boolean isTheFrameworks(String pattern) {
        return pattern.equals("/error") || pattern.startsWith("${");
    }

    /// The pattern with its variables filled in, each way that is worth asking.
    Stream<String> filled(String pattern) {
        // Sorted: the order of what Map.of makes differs from one JVM to the next, and a seed has to replay.
        Map<String, List<String>> values = new TreeMap<>(Map.of(
                "{study}", List.of("HOT-CRT"),
                "{subject}", List.of("01-001", "01-002", "09-001"),
                "{site}", List.of("01"),
                "{position}", List.of("0", "7", "100000", "x"),
                // Hashes, full and partial, of two levels; lines, which are for nobody blinded; and nonsense.
                "{*path}", List.of("0/000", "0/000.p/9", "1/000.p/1", "0/999", "entries/000.p/2", "entries/x", "x"),
                "{read}", List.of(read, "R-00000000"),
                "{n:[1-9][0-9]{0,3}}", List.of("1", "0"),
                "{visit}", List.of("month-3", "no-visit"),
                "{form}", List.of("ecg", "device")));
        values.put("{file:[0-9a-f]{64}}", List.of("77".repeat(32)));
        values.put("{document}", List.of("consent-form", "unblinded-manual"));
        values.put("{version}", List.of("1.0"));
        values.put("{answer}", List.of("00".repeat(16)));
        Stream<String> paths = Stream.of(pattern);
        for (var value : values.entrySet()) {
            paths = paths.flatMap(path -> path.contains(value.getKey())
                    ? value.getValue().stream().map(filled -> path.replace(value.getKey(), filled))
                    : Stream.of(path));
        }
        return paths.peek(
                path -> assertThat(path).as("a variable nobody filled in").doesNotContain("{"));
    }
}
