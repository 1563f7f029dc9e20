package org.trialbook.trial.publication;

import java.util.List;
import java.util.Map;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.protocol.InvalidProtocolException;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;

/// Reads a protocol as it was sent; one that cannot be used is answered with all that is wrong with it.
final class SentProtocol {

    private SentProtocol() {}

    static Protocol read(String yaml) {
        try {
            return ProtocolFile.read("protocol", yaml);
        } catch (InvalidProtocolException e) {
            List<Map<String, String>> problems = e.problems().stream()
                    .map(p -> Map.of("path", p.path(), "rule", p.rule(), "detail", p.detail()))
                    .toList();
            throw new ProblemException(
                    Problem.of("invalid-protocol", "The protocol cannot be used", 400, "Every problem is listed.")
                            .with("problems", problems));
        }
    }
}
