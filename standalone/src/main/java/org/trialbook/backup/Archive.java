package org.trialbook.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyId;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.copy.RecordCopy;
import org.trialbook.store.copy.RecordPlace;
import org.trialbook.store.copy.UnfinishedDirectory;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.store.media.StoredTexts;
import org.trialbook.trial.KnownEvents;
import org.trialbook.verify.ArchiveVerification;
import org.trialbook.verify.FileSums;
import org.trialbook.verify.randomization.NotRecomputableException;
import org.trialbook.verify.randomization.RandomizationCheck;
import org.trialbook.view.bundle.BundleContents;

/// What is kept of a finished study, for whoever asks later and has no server: the bundle up to the newest signed
/// checkpoint, with its cosignatures, protocols and the revealed seed in it; the recordings; and, once the study
/// is unblinded, the blinding keys, without which nobody reads any more what was sealed.
///
/// @param study whose archive it is
/// @param report what verifying it said, just as an inspector would; sound, but for recordings that the store has
///     lost
/// @param recordings how many are in it
/// @param later how many events were recorded after that checkpoint, and so are not in it
/// @param revealed whether the seed is, so that the allocation was recomputed as well
public record Archive(StudyId study, BundleReport report, int recordings, long later, boolean revealed) {

    private static final String README = "README.txt";

    /// Makes an archive, whole or not at all.
    ///
    /// @param keys the directory of keys
    /// @param to empty, or not there yet
    /// @throws UnfinishedStudyException when the study is not locked, or no checkpoint says so yet
    /// @throws DamagedArchiveException when what was made does not verify
    public static Archive make(RecordPlace place, Path keys, StudyId study, Path to, Clock clock) throws IOException {
        StoredCheckpoints checkpoints = StoredCheckpoints.read(keys.resolve(RecordKeys.PUBLIC_KEY), place.log());
        try (UnfinishedDirectory made = UnfinishedDirectory.beside(to);
                TextsBesideTheLog.Asked _ = TextsBesideTheLog.in(new StoredTexts(place.media())::find);
                Log log = Log.openForReading(place.log(), LogSettings.of(clock, new SecureRandom()), checkpoints)) {
            KnownEvents.require(log);
            Path archive = made.path();
            long size = bundle(log, checkpoints, study, archive, clock);
            List<StoredMedia> media = HeldRecord.named(log, size).stream()
                    .map(place.media()::find)
                    .flatMap(Optional::stream)
                    .toList();
            RecordCopy.media(media, place.media(), new FileMediaStore(archive.resolve(RecordPlace.MEDIA)), archive);
            boolean unblinded = first(log, study, StudyUnblinded.class, size).isPresent();
            Path ring = keys.resolve(RecordKeys.BLINDING_KEY);
            @Nullable Path copied = null;
            if (unblinded && Files.exists(ring)) {
                copied = archive.resolve(RecordKeys.BLINDING_KEY);
                Backup.write(copied, Files.readAllBytes(ring));
            }
            Backup.write(archive.resolve(README), readme(study, copied != null));
            Backup.ownersOnly(archive);
            Backup.write(archive.resolve(FileSums.FILE), FileSums.of(archive).format());
            boolean revealed = first(log, study, SeedRevealed.class, size).isPresent();
            BundleReport report = verified(archive, checkpoints, revealed, copied);
            made.finish();
            return new Archive(study, report, media.size(), log.size() - size, revealed);
        }
    }

    /// @return how many events are in it
    private static long bundle(Log log, StoredCheckpoints checkpoints, StudyId study, Path archive, Clock clock)
            throws IOException {
        List<StoredCheckpoints.Signed> signed = checkpoints.all();
        long size = signed.isEmpty() ? 0 : signed.getLast().checkpoint().size();
        UnfinishedStudyException.require(study, first(log, study, StudyLocked.class, log.size()), size);
        try (OutputStream out = Files.newOutputStream(ArchiveVerification.bundle(archive))) {
            BundleWriter.write(
                    out,
                    BundleContents.of(log, study, clock.instant(), checkpoints.verifier(), signed),
                    BundleContents.lines(log, size));
        }
        return size;
    }

    private static OptionalLong first(Log log, StudyId study, Class<? extends StudyEvent> type, long size) {
        return Arrays.stream(log.positionsOf(EventTypes.nameOf(type).qualified()))
                .filter(position -> position < size
                        && study.value().equals(log.line(position).study()))
                .findFirst();
    }

    /// As an inspector does it.
    private static BundleReport verified(
            Path archive, StoredCheckpoints checkpoints, boolean revealed, @Nullable Path blindingKey)
            throws IOException {
        try {
            BundleReport report =
                    ArchiveVerification.of(archive, TrustAnchors.in(checkpoints.verifier()), Progress.UNTOLD);
            if (report.sound()
                    && revealed
                    && !new RandomizationCheck(blindingKey)
                            .of(ArchiveVerification.bundle(archive), report.manifest())
                            .sound()) {
                throw new DamagedArchiveException("the allocation does not follow from the seed");
            }
            DamagedArchiveException.require(report);
            return report;
        } catch (UnreadableBundleException | NotRecomputableException e) {
            throw new DamagedArchiveException(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] readme(StudyId study, boolean keys) {
        return """
                The archive of the study %s, made by Trialbook.

                bundle.zip     the whole record: every event, the checkpoint with its signatures, the protocols
                media/         the recordings that the record names, by the SHA-256 of their bytes; .type says what each is
                %sSHA256SUMS     of every file, for sha256sum --check

                To verify it, with the log's public key as it reached you by another way:

                    ./trialbook verify THIS-DIRECTORY --key KEY
                    ./trialbook verify THIS-DIRECTORY --key KEY --randomization

                The second recomputes the allocation, once the seed is revealed. What the bytes mean, so that a verifier can be
                written anew, says docs/format.md of Trialbook.
                """.formatted(study, keys ? "blinding.key   opens what was sealed in the record\n" : "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
