package org.trialbook.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyId;
import tools.jackson.databind.json.JsonMapper;

/// What the demo's sponsor and statistician commit to, where the simulated trial finds it. Commitments are no secret.
///
/// @param byParty the party's stored name → commitment
public record DemoCommitments(Map<String, String> byParty) {

    private static final String FILE = "seed-commitments.json";

    /// Writes the commitments to these shares beside the demo's identity.
    static DemoCommitments write(Path demoDir, StudyId study, SeedShares shares) {
        Map<String, String> commitments = new TreeMap<>();
        for (SeedParty party : SeedParty.values()) {
            shares.of(party).ifPresent(share -> commitments.put(party.storedName(), share.commitment(study, party)));
        }
        try {
            Files.createDirectories(demoDir);
            Files.write(demoDir.resolve(FILE), JsonMapper.shared().writeValueAsBytes(commitments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DemoCommitments(commitments);
    }

    /// @throws IOException when the server in demo has written none there
    public static DemoCommitments read(Path demoDir) throws IOException {
        Map<String, String> commitments = new TreeMap<>();
        JsonMapper.shared()
                .readTree(Files.readAllBytes(demoDir.resolve(FILE)))
                .properties()
                .forEach(entry ->
                        commitments.put(entry.getKey(), entry.getValue().asString()));
        return new DemoCommitments(commitments);
    }
}
