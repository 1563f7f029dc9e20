package org.trialbook.blind;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.BlindingKeyRotated;
import org.trialbook.event.StudyEvent.KeysPinned;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.blind.Scribe;
import org.trialbook.view.blind.leak.Leak;
import org.trialbook.view.projection.Story;

/// A generated trial sealed under a real key, with words in its sealed fields that stand nowhere else.
final class SealedLog {

    /// How everything begins that is planted in a sealed field.
    static final String PLANTED = "sealedword";

    private static final NoteSigner SIGNER = NoteSigner.generate("trialbook.test/HOT-CRT", new SecureRandom());

    private final Story story;
    private final SortedMap<String, byte[]> protocols = new TreeMap<>();

    private SealedLog(Story story, List<Deed> deeds) {
        this.story = story;
        for (Deed deed : deeds) {
            if (deed.event() instanceof ProtocolPublished published) {
                protocols.put(published.protocolVersion(), published.content().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// @param key the file of the blinding key; made when there is none
    static SealedLog of(int subjects, Path key, Leak leak) {
        return of(subjects, key, leak, new RenamedArms("CSP", "BVP"));
    }

    /// Of a trial in which nothing was answered in the open that an amendment marks later: what was open is found,
    /// and rightly.
    private static long seed(int subjects) {
        return LongStream.iterate(1, seed -> seed + 1)
                .filter(seed -> GeneratedTrial.pair(seed, subjects).one().stream()
                        .noneMatch(deed -> openOnALaterMarkedForm(deed.event())))
                .findFirst()
                .orElseThrow();
    }

    private static boolean openOnALaterMarkedForm(TrialEvent event) {
        return switch (event) {
            case FormEvent.AssessmentRecorded recorded ->
                recorded.form().equals("nyha") && !recorded.values().isEmpty();
            case ValueCorrected corrected -> corrected.form().equals("nyha") && corrected.correction() != null;
            default -> false;
        };
    }

    /// @param arms what the arms are called
    static SealedLog of(int subjects, Path key, Leak leak, RenamedArms arms) {
        BlindingKey blinding = BlindingKeystore.createIfMissing(key, new SecureRandom());
        List<Deed> deeds = arms.in(GeneratedTrial.pair(seed(subjects), subjects).one()).stream()
                // The story's next key is none of this record's.
                .filter(deed -> !(deed.event() instanceof BlindingKeyRotated))
                .map(deed -> deed.with(marked(deed.event())))
                .toList();
        List<Deed> recorded = leak.record(deeds).stream()
                .map(deed -> deed.with(hashed(deed.event())))
                .toList();
        return new SealedLog(Scribe.write(recorded, leak.seal(blinding), leak::write), recorded);
    }

    Story story() {
        return story;
    }

    static String publicKey() {
        return SIGNER.verifier().toString();
    }

    private static TrialEvent hashed(TrialEvent event) {
        return event instanceof ProtocolPublished(var study, var version, var ignored, var content, boolean awaitsSites)
                ? new ProtocolPublished(
                        study,
                        version,
                        HexFormat.of().formatHex(Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8))),
                        content,
                        awaitsSites)
                : event;
    }

    private static TrialEvent marked(TrialEvent event) {
        return switch (event) {
            case ImplantAttempted(var study, var subject, var site, var day, int attempt, var detail) ->
                new SubjectEvent.ImplantAttempted(
                        study,
                        subject,
                        site,
                        day,
                        attempt,
                        Sealed.of(marked(detail.opened(), subject + "/" + attempt)));
            case SubjectDiscontinued(var study, var subject, var site, var day, var reason, var note) ->
                new SubjectEvent.SubjectDiscontinued(
                        study, subject, site, day, reason, Sealed.of(PLANTED + " note of " + subject));
            case ValueCorrected(
                    var study,
                    var subject,
                    var site,
                    var visit,
                    var form,
                    var key,
                    var open,
                    var sealed,
                    var _,
                    var _)
            when sealed != null ->
                new FormEvent.ValueCorrected(
                        study,
                        subject,
                        site,
                        visit,
                        form,
                        key,
                        open,
                        Sealed.of(marked(sealed.opened(), subject)),
                        Map.of(),
                        null);
            // The keys of this record, and not those of the story.
            case KeysPinned(var study, var ignored, var others) -> new KeysPinned(study, publicKey(), Map.of());
            default -> event;
        };
    }

    private static Correction marked(Correction correction, SubjectId of) {
        return new Correction(correction.item(), correction.from(), correction.to(), PLANTED + " correction for " + of);
    }

    private static ImplantAttempt marked(ImplantAttempt attempt, String of) {
        Map<String, ItemValue> values = new TreeMap<>(attempt.values());
        values.put("lead", ItemValue.of(PLANTED + "-lead"));
        values.put("target", ItemValue.of(PLANTED + "-target"));
        values.put("note", ItemValue.of(PLANTED + " attempt of " + of));
        return new ImplantAttempt(PLANTED + "-lead", attempt.successful(), values, attempt.kept());
    }

    /// The log as a bundle, signed.
    void bundleTo(Path file) {
        MerkleTree tree = new MerkleTree();
        LongStream.range(0, story.size()).forEach(position -> tree.append(story.leafHash(position)));
        Checkpoint checkpoint = new Checkpoint(SIGNER.name(), story.size(), tree.root(story.size()));
        try (OutputStream out = Files.newOutputStream(file)) {
            BundleWriter.write(
                    out,
                    new BundleWriter.Contents(
                            Story.STUDY.value(),
                            Instant.parse("2026-11-21T09:00:00Z"),
                            checkpoint.sign(SIGNER),
                            SIGNER.verifier(),
                            List.of(),
                            protocols),
                    LongStream.range(0, story.size())
                            .mapToObj(position -> story.line(position).format())
                            .iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
