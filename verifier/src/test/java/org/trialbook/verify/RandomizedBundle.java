package org.trialbook.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.Stratum;
import org.trialbook.allocation.Tally;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.Value;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;

/// The bundle of a HOT-CRT that was randomized, unblinded and revealed: signed as any record is, whatever it says.
final class RandomizedBundle {

    static final NoteSigner KEY = NoteSigner.generate("example.org/hot-crt", new SecureRandom());

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    /// What the record says, to be tampered with before it is written.
    final List<TrialEvent> events = new ArrayList<>();

    private final BlindingKey blindingKey;

    /// @param subjects half of them at either site
    RandomizedBundle(int subjects, BlindingKey blindingKey) throws IOException {
        this.blindingKey = blindingKey;
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        Protocol protocol = ProtocolFile.read("hot-crt.yaml", yaml);
        SeedShare sponsor = new SeedShare("a share of thirty-two known byte".getBytes(StandardCharsets.US_ASCII));
        SeedShare statistician = new SeedShare("another, known just as well, yes".getBytes(StandardCharsets.US_ASCII));
        events.add(new ProtocolPublished(
                STUDY,
                "1",
                HexFormat.of().formatHex(Sha256.digest().digest(yaml.getBytes(StandardCharsets.UTF_8))),
                yaml,
                ""));
        events.add(new SeedShareCommitted(STUDY, "sponsor", sponsor.commitment(STUDY, SeedParty.SPONSOR)));
        events.add(
                new SeedShareCommitted(STUDY, "statistician", statistician.commitment(STUDY, SeedParty.STATISTICIAN)));
        AllocationMethod method = AllocationMethod.of(protocol, AllocationSeed.of(STUDY, sponsor, statistician));
        Tally tally = new Tally();
        Map<String, ArmCode> arms = new TreeMap<>();
        for (int i = 0; i < subjects; i++) {
            SubjectId subject = new SubjectId("%02d-%04d".formatted(1 + i % 2, 1 + i / 2));
            Map<String, String> levels = Map.of("aetiology", i % 3 == 0 ? "ischaemic" : "non-ischaemic");
            Stratum stratum = Stratum.of(levels, subject.site());
            ArmCode arm = method.next(tally, stratum);
            tally.add(stratum, arm);
            arms.put(subject.value(), arm);
            events.add(new EligibilityConfirmed(
                    STUDY,
                    subject,
                    subject.site(),
                    DAY,
                    Map.of("aetiology", Value.of(levels.getOrDefault("aetiology", ""))),
                    levels));
            events.add(
                    new SubjectRandomized(STUDY, subject, subject.site(), DAY, stratum.text(), i + 1, Sealed.of(arm)));
        }
        events.add(new StudyUnblinded(STUDY, List.of("statistician", "sponsor"), subjects));
        List<String> all = List.copyOf(arms.keySet());
        for (int from = 0; from < all.size(); from += 500) {
            Map<String, ArmCode> some = new TreeMap<>(arms);
            some.keySet().retainAll(all.subList(from, Math.min(from + 500, all.size())));
            events.add(new AllocationDisclosed(STUDY, some));
        }
        events.add(new SeedRevealed(STUDY, sponsor.hex(), statistician.hex()));
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
