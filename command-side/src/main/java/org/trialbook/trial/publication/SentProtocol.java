package org.trialbook.trial.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolFinding;

/// Reads a protocol as it was sent; one that cannot be used is answered with all that is wrong with it.
final class SentProtocol {

    /// A command that lost a race is decided again, and so is its protocol read.
    private static final Cache<String, Protocol> READ =
            Caffeine.newBuilder().maximumSize(8).build();

    private SentProtocol() {}

    static Protocol read(String yaml) {
        return READ.get(yaml, SentProtocol::checked);
    }

    /// Lower-case hexadecimal, of the file's UTF-8 bytes.
    static String sha256(String yaml) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static Protocol checked(String yaml) {
        ProtocolCheck.Checked checked = ProtocolCheck.of(yaml);
        return checked.sound().orElseThrow(() -> invalid(checked.findings()));
    }

    private static ProblemException invalid(List<ProtocolFinding> found) {
        List<Map<String, Object>> problems = found.stream()
                .map(each -> {
                    Map<String, Object> problem = new LinkedHashMap<>();
                    problem.put("path", each.path());
                    problem.put("rule", each.rule());
                    problem.put("detail", each.detail());
                    problem.put("line", each.line());
                    problem.put("column", each.column());
                    return problem;
                })
                .toList();
        return new ProblemException(
                Problem.of("invalid-protocol", "The protocol cannot be used", 400, "Every problem is listed.")
                        .with("problems", problems));
    }
}
