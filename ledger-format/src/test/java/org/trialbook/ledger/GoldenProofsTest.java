package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The vectors that other verifiers of the same proofs are tested with; see `merkle/README.md` for their origin.
class GoldenProofsTest {

    static Stream<JsonNode> inclusion() {
        return vectors("inclusion");
    }

    static Stream<JsonNode> consistency() {
        return vectors("consistency");
    }

    @ParameterizedTest
    @MethodSource
    void inclusion(JsonNode vector) {
        assertThat(refused(() -> Proofs.verifyInclusion(
                        hash(vector.get("leafHash")),
                        size(vector.get("leafIdx")),
                        size(vector.get("treeSize")),
                        proof(vector),
                        hash(vector.get("root")))))
                .as("%s", vector)
                .isEqualTo(vector.get("wantErr").asBoolean());
    }

    @ParameterizedTest
    @MethodSource
    void consistency(JsonNode vector) {
        assertThat(refused(() -> Proofs.verifyConsistency(
                        size(vector.get("size1")),
                        size(vector.get("size2")),
                        proof(vector),
                        hash(vector.get("root1")),
                        hash(vector.get("root2")))))
                .as("%s", vector)
                // One good vector has roots of 12 bytes, as a placeholder: here a hash has 32, or it is none.
                .isEqualTo(vector.get("wantErr").asBoolean()
                        || "additional/sizes-are-equal-one-and-proof-is-empty.json"
                                .equals(vector.get("file").asString()));
    }

    @Test
    void allOfThemAreThere() {
        for (String kind : List.of("inclusion", "consistency")) {
            assertThat(vectors(kind)).hasSize(98);
            assertThat(vectors(kind).filter(v -> !v.get("wantErr").asBoolean())).hasSize(6);
        }
    }

    private interface Verification {
        void run() throws ProofException;
    }

    private static boolean refused(Verification verification) {
        try {
            verification.run();
            return false;
        } catch (ProofException | IllegalArgumentException refusal) {
            return true;
        }
    }

    /// Sizes are unsigned there; what exceeds a long becomes negative, and has to be refused as such.
    private static long size(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }

    private static TreeHash hash(JsonNode base64) {
        return TreeHash.of(Base64.getDecoder().decode(base64.asString()));
    }

    private static List<TreeHash> proof(JsonNode vector) {
        List<TreeHash> proof = new ArrayList<>();
        vector.get("proof").forEach(hash -> proof.add(hash(hash)));
        return proof;
    }

    private static Stream<JsonNode> vectors(String kind) {
        JsonMapper mapper = new JsonMapper();
        try (InputStream in =
                Objects.requireNonNull(GoldenProofsTest.class.getResourceAsStream("/merkle/" + kind + ".jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(mapper::readTree).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
