package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.TlogProof;
import org.trialbook.ledger.WitnessPolicy;
import org.trialbook.store.Log;
import org.trialbook.witness.Witness;
import org.trialbook.witness.WitnessServer;
import tools.jackson.databind.JsonNode;

/// A server and a witness elsewhere: what is served bears both signatures, and everybody sees who has cosigned what.
class CosignedByAWitnessTest {

    @Test
    void theCheckpointAndProofsBearTheWitnesssSignature(@TempDir Path directory, @TempDir Path elsewhere)
            throws Exception {
        NoteSigner log = NoteSigner.generate("trialbook.local/HOT-CRT", new SecureRandom());
        Files.createDirectories(directory.resolve("keys"));
        Files.writeString(directory.resolve("keys/log.key"), log.format());
        Files.writeString(directory.resolve("keys/log.pub"), log.verifier() + "\n");
        Witness witness = Witness.open(
                elsewhere, "witness.example/site-03", List.of(log.verifier()), Clock.systemUTC(), new SecureRandom());
        try (WitnessServer server =
                        WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                House house = new House(
                        false,
                        directory,
                        Map.of(
                                "trialbook.witnesses[0].key",
                                witness.verifier().toString(),
                                "trialbook.witnesses[0].url",
                                "http://127.0.0.1:" + server.address().getPort()))) {
            new TwoHistories(house).tell();
            long size = house.bean(Log.class).size();

            SignedNote note =
                    SignedNote.parse(house.get("monitor", "/checkpoint").body());
            assertThat(note.verify(List.of(log.verifier(), witness.verifier())))
                    .containsExactly(log.verifier(), witness.verifier());
            TlogProof.parse(house.get("inspector", "/api/v1/record/7/proof").body())
                    .verify(
                            house.bean(Log.class).lineBytes(7),
                            log.verifier(),
                            new WitnessPolicy(List.of(witness.verifier()), 1));

            JsonNode status = house.get("sponsor", "/api/v1/record/witnesses").json();
            assertThat(status.at("/witnesses/0/name").stringValue()).isEqualTo("witness.example/site-03");
            assertThat(status.at("/witnesses/0/cosigned").longValue()).isEqualTo(size);
            assertThat(status.at("/witnesses/0/behind").longValue()).isZero();
        }
    }
}
