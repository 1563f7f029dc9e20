package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The examples of tiles, proofs and witnesses in `docs/format.md` are what the code reads and writes, byte for byte.
class TilesOnTheFormatPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- (bytes|tlog): (\\S+) -->\n```\\w*\n(.*?)\n```\n", Pattern.DOTALL);

    private final String page =
            Files.readString(Path.of(System.getProperty("basedir", ".")).resolve("../docs/format.md"));
    private final Map<String, String> examples = new LinkedHashMap<>();
    private final MerkleTree tree = new MerkleTree();

    TilesOnTheFormatPageTest() throws IOException {
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.put(matcher.group(1) + ":" + matcher.group(2), matcher.group(3));
        }
        tree.append(Sha256.leaf(line(0)));
        tree.append(Sha256.leaf(line(1)));
    }

    private String example(String id) {
        return Objects.requireNonNull(examples.get(id), id);
    }

    private byte[] line(int position) {
        return example("bytes:line-" + position).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] text(String id) {
        return (example(id) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private NoteVerifier log() {
        return NoteVerifier.parse(example("bytes:key"));
    }

    private NoteVerifier witness() {
        return NoteVerifier.parse(example("tlog:witness-key"), KeyType.WITNESS);
    }

    @Test
    void noExampleIsLeftUnchecked() {
        assertThat(examples.keySet().stream().filter(id -> id.startsWith("tlog:")))
                .containsExactly(
                        "tlog:path",
                        "tlog:path-partial",
                        "tlog:tile",
                        "tlog:proof",
                        "tlog:witness-key",
                        "tlog:add-checkpoint");
        assertThat(page.split("<!-- tlog:", -1)).hasSize(7);
    }

    @Test
    void thePathsAreRead() {
        assertThat(TilePath.parse(example("tlog:path"))).isEqualTo(TilePath.of(0, 1_234_067));
        assertThat(TilePath.parse(example("tlog:path-partial"))).isEqualTo(new TilePath(TilePath.ENTRIES, 0, 2));
    }

    @Test
    void theTileIsThatOfBothLines() {
        assertThat(HexFormat.of().formatHex(HashTile.of(tree, new TilePath(0, 0, 2))))
                .isEqualTo(example("tlog:tile"));
    }

    @Test
    void theEntriesAreBothLinesBehindTheirLengths() {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(HexFormat.of().parseHex("01c7"));
        expected.writeBytes(line(0));
        expected.writeBytes(HexFormat.of().parseHex("0124"));
        expected.writeBytes(line(1));
        assertThat(EntryBundle.format(List.of(line(0), line(1)))).isEqualTo(expected.toByteArray());
        assertThat(page).contains("`0x01c7` ‖ the line at 0 ‖ `0x0124` ‖ the line at 1");
    }

    @Test
    void theProofProvesTheSecondLineToWhoeverTrustsLogAndWitness() throws UntrustedNoteException, ProofException {
        TlogProof proof = TlogProof.parse(text("tlog:proof"));
        assertThat(proof.format()).isEqualTo(text("tlog:proof"));
        TlogProof.Verified verified = proof.verify(line(1), log(), new WitnessPolicy(List.of(witness()), 1));
        assertThat(verified.cosignatures())
                .extracting(Cosignature::time)
                .containsExactly(Instant.parse("2026-11-21T10:01:00Z"));
        assertThatThrownBy(() -> proof.verify(line(0), log(), WitnessPolicy.NONE))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void theRequestContinuesTheFirstLineWithTheSecond() throws ProofException {
        AddCheckpoint request = AddCheckpoint.parse(text("tlog:add-checkpoint"));
        assertThat(request.format()).isEqualTo(text("tlog:add-checkpoint"));
        assertThat(request).isEqualTo(AddCheckpoint.of(tree, 1, SignedNote.parse(text("bytes:checkpoint"))));
        Proofs.verifyConsistency(1, 2, request.consistency(), tree.root(1), tree.root(2));
    }
}
