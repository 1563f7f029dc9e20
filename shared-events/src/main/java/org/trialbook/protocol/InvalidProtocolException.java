package org.trialbook.protocol;

import java.util.List;
import java.util.stream.Collectors;

/// A protocol that cannot be used; all that is wrong with it.
public final class InvalidProtocolException extends IllegalArgumentException {

    /// @param path where in the file, such as `visits[3].forms`
    /// @param rule the broken rule's stable name
    public record Problem(String path, String rule, String detail) {}

    private final transient List<Problem> problems;

    InvalidProtocolException(String file, List<Problem> problems) {
        super(problems.stream()
                .map(p -> "%s: %s: %s: %s".formatted(file, p.path(), p.rule(), p.detail()))
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
