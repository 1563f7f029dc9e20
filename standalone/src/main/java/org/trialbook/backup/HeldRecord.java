package org.trialbook.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.trialbook.event.EventJson;
import org.trialbook.event.NamedMedia;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.copy.RecordPlace;
import org.trialbook.store.copy.UnusableDirectoryException;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.KnownEvents;

/// What a directory of plain files holds, after all of it was verified: every line, every checkpoint, every
/// recording, and that the keys beside it are the record's.
///
/// @param key the log's first public key, with its origin
/// @param root over all events, in base64
/// @param checkpoint how many events the newest signed checkpoint covers; 0 while there is none
/// @param recordingBytes of all recordings together
/// @param secrets the private keys that lie beside it: names of files, and ids of the blinding keys
/// @param lacking SHA-256 of recordings that the record names and that are not there
public record HeldRecord(
        String key,
        long events,
        String root,
        long checkpoint,
        int recordings,
        long recordingBytes,
        int signOuts,
        List<String> secrets,
        List<String> lacking) {

    static final String KEYS = "keys";

    /// @param directory with log, media, sign-outs and `keys`; no process has it open
    /// @throws UnusableDirectoryException when the log's public key is missing
    /// @throws DamagedLogException when the log is not what was written, or what was signed
    /// @throws org.trialbook.store.media.DamagedMediaException when a recording is not what its name says
    /// @throws org.trialbook.store.UnusableKeyException when a key of the log is not this one's
    /// @throws org.trialbook.blinding.UnusableSecretException when a blinding key or a share is not this record's
    static HeldRecord in(Path directory) throws IOException {
        Path keys = directory.resolve(KEYS);
        Path publicKey = keys.resolve(RecordKeys.PUBLIC_KEY);
        if (!Files.isRegularFile(publicKey)) {
            throw new UnusableDirectoryException(
                    publicKey, "is missing, the log's public key, without which nothing can be verified");
        }
        try (RecordPlace place = RecordPlace.inFiles(directory)) {
            StoredCheckpoints checkpoints = StoredCheckpoints.read(publicKey, place.log());
            try (Log log = Log.openForReading(
                    place.log(), LogSettings.of(Clock.systemUTC(), new SecureRandom()), checkpoints)) {
                KnownEvents.require(log);
                long signed = signed(log, checkpoints);
                List<StoredMedia> media = place.media().all();
                for (StoredMedia each : media) {
                    place.media().write(each, OutputStream.nullOutputStream());
                }
                return new HeldRecord(
                        checkpoints.verifier().toString(),
                        log.size(),
                        log.root().base64(),
                        signed,
                        media.size(),
                        media.stream().mapToLong(StoredMedia::bytes).sum(),
                        place.signOuts().after(Instant.EPOCH).size(),
                        new RecordKeys(log, checkpoints, keys).require(place.log()),
                        lacking(log, place));
            }
        }
    }

    /// The same without a word about private keys, which may lie elsewhere.
    HeldRecord withoutSecrets() {
        return new HeldRecord(key, events, root, checkpoint, recordings, recordingBytes, signOuts, List.of(), lacking);
    }

    private static long signed(Log log, StoredCheckpoints checkpoints) {
        long newest = 0;
        for (StoredCheckpoints.Signed signed : checkpoints.all()) {
            Checkpoint checkpoint = signed.checkpoint();
            newest = checkpoint.size();
            if (newest > log.size() || !log.root(newest).equals(checkpoint.root())) {
                throw new DamagedLogException(
                        Math.min(newest, log.size()),
                        "it is not the one that a signed checkpoint of " + newest + " events covers");
            }
        }
        return newest;
    }

    private static List<String> lacking(Log log, RecordPlace place) {
        return named(log, log.size()).stream()
                .filter(hash -> place.media().find(hash).isEmpty())
                .toList();
    }

    /// SHA-256 of the recordings that the first events of a log name.
    static Set<String> named(Log log, long size) {
        Set<String> hashes = new TreeSet<>();
        for (String type : NamedMedia.types()) {
            for (long position : log.positionsOf(type)) {
                if (position < size) {
                    EventLine line = log.line(position);
                    hashes.addAll(NamedMedia.in(EventJson.read(line.type(), line.version(), line.payload())));
                }
            }
        }
        return hashes;
    }
}
