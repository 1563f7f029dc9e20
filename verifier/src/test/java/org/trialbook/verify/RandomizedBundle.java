package org.trialbook.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SimulatedStudy;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;

/// The bundle of a HOT-CRT that was randomized, unblinded and revealed: signed as any record is, whatever it says.
final class RandomizedBundle {

    static final NoteSigner KEY = NoteSigner.generate("example.org/hot-crt", new SecureRandom());

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    /// What the record says, to be tampered with before it is written.
    final List<TrialEvent> events = new ArrayList<>();

    private final BlindingKey blindingKey;

    /// @param subjects half of them at either site
    RandomizedBundle(int subjects, BlindingKey blindingKey) throws IOException {
        this.blindingKey = blindingKey;
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        SimulatedStudy study = new SimulatedStudy(
                yaml, share("a share of thirty-two known byte"), share("another, known just as well, yes"));
        List<Stratum> arrivals = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            arrivals.add(Stratum.of(
                    Map.of("aetiology", i % 3 == 0 ? "ischaemic" : "non-ischaemic"),
                    new SiteId("%02d".formatted(1 + i % 2))));
        }
        events.addAll(study.record(arrivals));
    }

    private static SeedShare share(String bytes) {
        return new SeedShare(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    /// Replaces the only event of its class.
    <E extends TrialEvent> void replace(Class<E> type, UnaryOperator<E> with) {
        events.replaceAll(event -> type.isInstance(event) ? with.apply(type.cast(event)) : event);
    }

    private SortedMap<String, byte[]> protocols() {
        SortedMap<String, byte[]> protocols = new TreeMap<>();
        for (TrialEvent event : events) {
            if (event instanceof ProtocolPublished published) {
                protocols.put(published.protocolVersion(), published.content().getBytes(StandardCharsets.UTF_8));
            }
        }
        return protocols;
    }

    Path writeTo(Path file) throws IOException {
        EventSealing sealing = new EventSealing(blindingKey);
        MerkleTree tree = new MerkleTree();
        List<byte[]> lines = new ArrayList<>();
        for (TrialEvent event : events) {
            String id = "event-" + lines.size();
            EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
            lines.add(new EventLine(
                            lines.size(),
                            id,
                            stored.qualified(),
                            stored.version(),
                            STUDY.value(),
                            List.of(),
                            START.plusSeconds(lines.size()),
                            null,
                            null,
                            null,
                            null,
                            new TreeMap<>(),
                            EventJson.write(sealing.close(event, id)))
                    .format());
            tree.append(Sha256.leaf(lines.getLast()));
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        BundleWriter.write(
                zip,
                new BundleWriter.Contents(
                        STUDY.value(),
                        START.plusSeconds(100_000),
                        new Checkpoint("example.org/hot-crt", tree.size(), tree.root(tree.size())).sign(KEY),
                        KEY.verifier(),
                        List.of(),
                        protocols()),
                lines.iterator());
        return Files.write(file, zip.toByteArray());
    }
}
