package org.trialbook.verify.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Json;

/// One case: a command, and what must come of it.
final class KitCase {

    private final String name;
    private final String why;
    private final List<String> command;
    private int exit;
    private @Nullable Boolean sound;
    private @Nullable Long first;
    private boolean firstTold;
    private @Nullable List<String> findings;
    private @Nullable List<String> randomization;

    KitCase(String name, String why, List<String> command) {
        this.name = name;
        this.why = why;
        this.command = new ArrayList<>(command);
    }

    KitCase with(String... arguments) {
        command.addAll(Arrays.asList(arguments));
        return this;
    }

    /// Without the key that was brought.
    KitCase keyless() {
        int at = command.indexOf("--key");
        command.subList(at, at + 2).clear();
        return this;
    }

    KitCase key(String file) {
        return keyless().with("--key", file);
    }

    void unreadable() {
        exit = 2;
    }

    void sound() {
        finds();
    }

    /// @param codes each as `code@position`, or `code` where it has none
    KitCase finds(String... codes) {
        findings = List.of(codes);
        sound = codes.length == 0;
        exit = codes.length == 0 ? 0 : 1;
        first = Arrays.stream(codes)
                .filter(code -> code.contains("@"))
                .map(code -> Long.valueOf(code.substring(code.indexOf('@') + 1)))
                .min(Long::compare)
                .orElse(null);
        firstTold = command.getFirst().equals("verify");
        return this;
    }

    /// The first bad position, where a stretch is explained by a position in it.
    KitCase first(long position) {
        first = position;
        return this;
    }

    /// What the recomputation of a sound record finds.
    void randomization(String... codes) {
        finds();
        randomization = List.of(codes);
        sound = codes.length == 0;
        exit = codes.length == 0 ? 0 : 1;
    }

    String name() {
        return name;
    }

    String json() {
        StringBuilder out = new StringBuilder("{\"case\":").append(Json.quote(name));
        out.append(",\"why\":").append(Json.quote(why));
        out.append(",\"command\":")
                .append(command.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]")));
        out.append(",\"exit\":").append(exit);
        if (findings != null) {
            out.append(",\"sound\":").append(sound);
            if (firstTold) {
                out.append(",\"firstBadPosition\":").append(first);
            }
            out.append(",\"findings\":").append(list(findings));
        }
        if (randomization != null) {
            out.append(",\"randomization\":").append(list(randomization));
        }
        return out.append("}").toString();
    }

    /// Each once at a position.
    private static String list(List<String> codes) {
        List<String> once = new ArrayList<>();
        codes.stream()
                .filter(code -> !code.contains("@") || !once.contains(code))
                .forEach(once::add);
        return once.stream()
                .map(code -> {
                    int at = code.indexOf('@');
                    return "{\"code\":\"" + (at < 0 ? code : code.substring(0, at)) + "\",\"position\":"
                            + (at < 0 ? "null" : code.substring(at + 1)) + "}";
                })
                .collect(Collectors.joining(",", "[", "]"));
    }
}
