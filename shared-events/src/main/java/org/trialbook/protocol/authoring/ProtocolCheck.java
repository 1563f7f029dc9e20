package org.trialbook.protocol.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.AllocationPlanFile;
import org.trialbook.protocol.InvalidProtocolException;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.OrderRules;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.TextRules;
import org.trialbook.protocol.TranslationRules;
import org.trialbook.protocol.VersionRules;
import org.trialbook.protocol.authoring.PlacedNode.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Everything that is wrong with a protocol's file, at once, each with its place: what is to be published is held
/// against it. A record that holds a protocol from before goes on by [ProtocolFile] alone.
public final class ProtocolCheck {

    private final List<ProtocolFinding> findings = new ArrayList<>();
    private @Nullable Protocol protocol;

    private ProtocolCheck() {}

    /// @param findings by their place; empty when it can be used
    /// @param protocol null when there are findings
    public record Checked(
            List<ProtocolFinding> findings, @Nullable Protocol protocol) {

        /// What is said where nothing is wrong.
        public Optional<Protocol> sound() {
            return Optional.ofNullable(protocol);
        }
    }

    public static Checked of(String yaml) {
        return of(yaml, protocol -> List.of());
    }

    /// @param more rules of whoever asks; they may be asked of a protocol that breaks others
    public static Checked of(String yaml, Function<Protocol, List<Problem>> more) {
        ProtocolCheck check = new ProtocolCheck();
        check.read(yaml, more);
        check.findings.sort(ProtocolFinding.BY_PLACE);
        return new Checked(List.copyOf(check.findings), check.findings.isEmpty() ? check.protocol : null);
    }

    private void read(String yaml, Function<Protocol, List<Problem>> more) {
        Optional<Problem> tooLarge = ProtocolFile.tooLarge(yaml);
        if (tooLarge.isPresent()) {
            add(new Place(1, 1), tooLarge.get());
            return;
        }
        PlacedYaml.Read read = PlacedYaml.read(yaml);
        findings.addAll(read.findings());
        PlacedNode root = read.root();
        if (root == null || root instanceof PlacedNode.Scalar(var _, var text) && text == null) {
            if (findings.isEmpty()) {
                add(new Place(1, 1), new Problem("(the whole file)", "missing", "the file says nothing"));
            }
            return;
        }
        AuthoredShape shape = new AuthoredShape();
        JsonNode readable = shape.read(root);
        findings.addAll(shape.findings());
        if (!(root instanceof PlacedNode.Mapping)) {
            return;
        }
        rules(readable, yaml, more).stream()
                .filter(problem -> !shape.filledIn(problem.path()))
                .distinct()
                .forEach(problem -> add(root.place(problem.path()), problem));
        if (findings.isEmpty()) {
            asItIsReadForEver(yaml, root);
        }
    }

    /// What the rules say of what could be read.
    private List<Problem> rules(JsonNode readable, String yaml, Function<Protocol, List<Problem>> more) {
        boolean whole = findings.isEmpty();
        try {
            Protocol read = ProtocolFile.bind(readable);
            List<Problem> problems = new ArrayList<>(ProtocolFile.problems(read));
            problems.addAll(VersionRules.check(read));
            problems.addAll(TextRules.check(read));
            problems.addAll(TranslationRules.check(read));
            // These two understand only what the rules above let pass.
            if (problems.stream().noneMatch(problem -> problem.path().startsWith("order."))) {
                problems.addAll(OrderRules.check(read));
            }
            if (problems.stream().noneMatch(problem -> problem.path().startsWith("blinding"))) {
                problems.addAll(more.apply(read));
            }
            if (whole && problems.isEmpty()) {
                problems.addAll(AllocationPlanFile.check(read, yaml));
            }
            return problems;
        } catch (JacksonException | IllegalArgumentException unreadable) {
            if (whole) {
                throw unreadable;
            }
            return List.of();
        }
    }

    private void asItIsReadForEver(String yaml, PlacedNode root) {
        try {
            protocol = ProtocolFile.read("protocol", yaml);
        } catch (InvalidProtocolException e) {
            e.problems().forEach(problem -> add(root.place(problem.path()), problem));
        }
    }

    private void add(Place at, Problem problem) {
        findings.add(new ProtocolFinding(at.line(), at.column(), problem.path(), problem.rule(), problem.detail()));
    }
}
