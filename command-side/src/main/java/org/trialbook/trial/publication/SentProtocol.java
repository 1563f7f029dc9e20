package org.trialbook.trial.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.protocol.AllocationPlanFile;
import org.trialbook.protocol.InvalidProtocolException;
import org.trialbook.protocol.OrderRules;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.TextRules;
import org.trialbook.protocol.VersionRules;

/// Reads a protocol as it was sent; one that cannot be used is answered with all that is wrong with it.
final class SentProtocol {

    /// A command that lost a race is decided again, and so is its protocol read.
    private static final Cache<String, Protocol> READ =
            Caffeine.newBuilder().maximumSize(8).build();

    private SentProtocol() {}

    static Protocol read(String yaml) {
        return READ.get(yaml, SentProtocol::checked);
    }

    private static Protocol checked(String yaml) {
        Protocol protocol;
        try {
            protocol = ProtocolFile.read("protocol", yaml);
        } catch (InvalidProtocolException e) {
            throw invalid(e.problems());
        }
        List<InvalidProtocolException.Problem> found = Stream.of(
                        VersionRules.check(protocol),
                        OrderRules.check(protocol),
                        TextRules.check(protocol),
                        AllocationPlanFile.check(protocol, yaml))
                .flatMap(List::stream)
                .toList();
        if (!found.isEmpty()) {
            throw invalid(found);
        }
        return protocol;
    }

    private static ProblemException invalid(List<InvalidProtocolException.Problem> found) {
        List<Map<String, String>> problems = found.stream()
                .map(p -> Map.of("path", p.path(), "rule", p.rule(), "detail", p.detail()))
                .toList();
        return new ProblemException(
                Problem.of("invalid-protocol", "The protocol cannot be used", 400, "Every problem is listed.")
                        .with("problems", problems));
    }
}
