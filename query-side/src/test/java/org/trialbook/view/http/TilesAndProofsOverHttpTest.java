package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EntryBundle;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.ProofException;
import org.trialbook.ledger.Proofs;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TilePath;
import org.trialbook.ledger.TiledTree;
import org.trialbook.ledger.TlogProof;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.UntrustedNoteException;
import org.trialbook.ledger.WitnessPolicy;
import org.trialbook.view.projection.Acts;
import tools.jackson.databind.JsonNode;

/// A stranger with the log's public key and nothing else verifies what the server says of its tree.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TilesAndProofsOverHttpTest {

    private QuerySide server;
    private long signed;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        SmallTrial.tell(server.story());
        server.recorded();
        server.signed();
        signed = server.log().size();
        // Recorded, but not signed yet.
        server.story().then(Acts.registered("02-003"));
        server.recorded();
        assertThat(server.log().size()).isGreaterThan(signed);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private NoteVerifier key() throws IOException {
        return NoteVerifier.parse(
                Files.readString(server.directory().resolve("keys/log.pub")).strip());
    }

    private QuerySide.Answer get(String person, String path) {
        return server.as(person).at(path, Map.of());
    }

    private byte[] tile(TilePath path) {
        QuerySide.Answer answer = get("sponsor", "/" + path.format());
        assertThat(answer.status()).as(path.format() + answer.body()).isEqualTo(200);
        return answer.bytes();
    }

    private Checkpoint checkpoint() throws IOException, UntrustedNoteException {
        return Checkpoint.open(get("monitor", "/checkpoint").bytes(), key());
    }

    @Test
    void theTilesGiveTheSignedRootAndTheLinesBelongToThem() throws IOException, UntrustedNoteException, ProofException {
        Checkpoint checkpoint = checkpoint();
        assertThat(checkpoint.size()).isEqualTo(signed);
        TiledTree tree = new TiledTree(checkpoint, this::tile);
        tree.requireRoot();

        QuerySide.Answer entries = get("inspector", "/tile/entries/000.p/" + signed);
        assertThat(entries.status()).isEqualTo(200);
        List<byte[]> lines = EntryBundle.parse(entries.bytes(), (int) signed);
        for (int i = 0; i < signed; i++) {
            Proofs.verifyInclusion(
                    Sha256.leaf(lines.get(i)), i, signed, tree.inclusionProof(i, signed), checkpoint.root());
        }
    }

    @Test
    void thePathsBelowTheStudyAreTheSame() {
        for (String path : List.of("/checkpoint", "/tile/0/000.p/3", "/tile/entries/000.p/3")) {
            assertThat(server.as("inspector").get(path).bytes())
                    .isEqualTo(get("inspector", path).bytes());
        }
    }

    @Test
    void aTileIsKeptForeverByItsCallerAlone() {
        QuerySide.Answer tile = get("monitor", "/tile/0/000.p/2");
        assertThat(tile.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(tile.header("cache-control"))
                .contains("max-age=31536000")
                .contains("private")
                .contains("immutable");
        assertThat(tile.header("vary")).contains("Authorization");
        assertThat(get("monitor", "/checkpoint").header("cache-control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tile/0/0",
                "/tile/0/000.p/0",
                "/tile/0/000.p/256",
                "/tile/64/000",
                "/tile/0/x001",
                "/tile/",
                "/tile/0",
                "/tile/entries/0",
                "/tile/0/000/",
                "/tile/00/000"
            })
    void aPathThatIsSpelledOtherwiseIsRefused(String path) {
        QuerySide.Answer answer = get("inspector", path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-tile-path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tile/0/000",
                "/tile/0/001.p/1",
                "/tile/1/000.p/1",
                "/tile/63/000.p/1",
                "/tile/entries/000",
                "/tile/0/x009/x223/x372/x036/x854/x775/807"
            })
    void whatNoCheckpointCoversIsNotThere(String path) {
        assertThat(get("inspector", path).status()).isEqualTo(404);
        assertThat(get("inspector", path).problem()).isEqualTo("no-such-tile");
    }

    @Test
    void whatIsRecordedButNotSignedIsNotServed() {
        String beyond = "000.p/" + (signed + 1);
        assertThat(get("inspector", "/tile/0/" + beyond).status()).isEqualTo(404);
        assertThat(get("inspector", "/tile/entries/" + beyond).status()).isEqualTo(404);
        assertThat(get("inspector", "/api/v1/record/" + signed + "/proof").problem())
                .isEqualTo("no-such-position");
        assertThat(get("inspector", "/api/v1/record/consistency?from=1&to=" + (signed + 1))
                        .problem())
                .isEqualTo("no-such-sizes");
    }

    @ParameterizedTest
    @CsvSource({
        "monitor, 403, 200",
        "sponsor, 403, 200",
        "reader-1, 403, 403",
        "coordinator@01, 403, 403",
        "investigator@01, 403, 403",
        "data-manager, 403, 200",
        "safety-board, 403, 200",
        "inspector, 200, 200",
        "statistician, 200, 200"
    })
    void linesAreForThoseWhoMayHaveTheBundleAndHashesForThoseWhoMayHaveOne(String person, int lines, int hashes) {
        assertThat(get(person, "/tile/entries/000.p/1").status()).isEqualTo(lines);
        assertThat(server.as(person).get("/bundle").status()).isEqualTo(lines);
        assertThat(server.as(person).get("/bundle/redacted").status()).isEqualTo(hashes);
        assertThat(get(person, "/tile/0/000.p/1").status()).isEqualTo(hashes);
    }

    @Test
    void nobodyWithoutATokenGetsAnything() {
        for (String path : List.of(
                "/checkpoint", "/tile/0/000.p/1", "/api/v1/record/0/proof", "/api/v1/record/consistency?from=1")) {
            assertThat(server.asNobody().at(path, Map.of()).status()).isEqualTo(401);
        }
    }

    @Test
    void everySignedEventHasAProofThatIsVerifiedOffline() throws IOException, UntrustedNoteException, ProofException {
        for (long position = 0; position < signed; position++) {
            QuerySide.Answer answer = get("sponsor", "/api/v1/record/" + position + "/proof");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
            assertThat(answer.header("content-disposition")).contains(position + ".tlog-proof");
            assertThat(answer.position()).isEqualTo(signed);
            TlogProof.parse(answer.bytes()).verify(server.log().lineBytes(position), key(), WitnessPolicy.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "01", "1.0", "9999999999999999999"})
    void aPositionIsANumber(String position) {
        assertThat(get("inspector", "/api/v1/record/" + position + "/proof").problem())
                .isEqualTo("malformed-parameter");
    }

    @Test
    void thatTheTreeOnlyGrewIsProved() throws ProofException {
        for (long from = 1; from <= signed; from++) {
            JsonNode proof =
                    get("monitor", "/api/v1/record/consistency?from=" + from).json();
            assertThat(proof.get("to").longValue()).isEqualTo(signed);
            List<TreeHash> hashes = new ArrayList<>();
            proof.get("hashes").forEach(hash -> hashes.add(TreeHash.fromBase64(hash.stringValue())));
            Proofs.verifyConsistency(
                    from,
                    signed,
                    hashes,
                    TreeHash.fromBase64(proof.get("fromRoot").stringValue()),
                    TreeHash.fromBase64(proof.get("toRoot").stringValue()));
        }
        assertThat(get("monitor", "/api/v1/record/consistency?from=3&to=4")
                        .json()
                        .get("to")
                        .longValue())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, missing-parameter",
        "?from=x, 400, malformed-parameter",
        "?from=1&to=-2, 400, malformed-parameter",
        "?from=0, 404, no-such-sizes",
        "?from=3&to=2, 404, no-such-sizes",
        "?from=100000, 404, no-such-sizes",
    })
    void sizesThatGiveNoProofAreRefused(String query, int status, String problem) {
        QuerySide.Answer answer = get("monitor", "/api/v1/record/consistency" + query);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void withoutWitnessesNobodyIsNamed() {
        JsonNode status = get("administrator", "/api/v1/record/witnesses").json();
        assertThat(status.toString()).isEqualTo("{\"signed\":" + signed + ",\"witnesses\":[]}");
        assertThat(server.asNobody().at("/api/v1/record/witnesses", Map.of()).status())
                .isEqualTo(401);
    }

    @Test
    void theCheckpointSaysWhatItWasSignedFor() throws IOException, UntrustedNoteException {
        QuerySide.Answer answer = get("administrator", "/checkpoint");
        assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).startsWith("trialbook.test/HOT-CRT\n");
        String etag = answer.header("etag");
        assertThat(server.as("administrator")
                        .at("/checkpoint", Map.of("If-None-Match", etag))
                        .status())
                .isEqualTo(304);
        assertThat(checkpoint().size()).isEqualTo(signed);
    }
}
