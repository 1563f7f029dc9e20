package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.ProtocolName;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.verify.RecordVerification;
import org.trialbook.view.projection.Acts;
import org.trialbook.view.projection.Story;

/// Earlier programs let a protocol be published under any version, and a log forgets nothing: its bundles are
/// whole.
class BundleOfAnyVersionTest {

    private static final List<String> VERSIONS =
            List.of("2.0 (Amendment 1)", "../2", "3/4", "Änderung 3", "line\nline", "9".repeat(300), "1A", "1a");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"/bundle", "/bundle/redacted"})
    void aLogWithImpossibleVersionsIsTakenAwayAndVerified(String path) throws Exception {
        try (QuerySide server = path.endsWith("redacted") ? QuerySide.blinded() : QuerySide.unblinded()) {
            server.story().published();
            for (String version : VERSIONS) {
                server.story().then(Story.publication(version, Story.hotCrt() + "# " + version.hashCode()));
            }
            server.story().then(Acts.opened("01"));
            server.recorded();
            server.signed();

            QuerySide.Answer answer = server.as("inspector").get(path);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(verify(server, answer.bytes()).findings()).isEmpty();
            assertThat(verify(server, answer.bytes()).protocols()).isEqualTo(VERSIONS.size() + 1);
            List<String> names = new ArrayList<>(List.of("protocols/1.yaml"));
            VERSIONS.forEach(version -> names.add("protocols/" + ProtocolName.of(version) + ".yaml"));
            assertThat(protocolsIn(answer.bytes())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private BundleReport verify(QuerySide server, byte[] bundle) throws Exception {
        NoteVerifier key = NoteVerifier.parse(
                Files.readString(server.directory().resolve("keys/log.pub")).strip());
        return RecordVerification.ofBundle(
                Files.write(directory.resolve("bundle.zip"), bundle), TrustAnchors.in(key), Progress.UNTOLD);
    }

    private static List<String> protocolsIn(byte[] bundle) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith("protocols/")) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }
}
