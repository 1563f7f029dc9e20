package org.trialbook.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShareFile;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.Log;
import org.trialbook.store.LogStore;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.UnusableKeyException;
import org.trialbook.trial.keys.KeysOfTheRecord;

/// The directory of keys beside a log: whether what lies in it is the log's, and which of it is secret.
///
/// @param keys the directory; a copy, in which a rotation that was interrupted is taken to its end
record RecordKeys(Log log, StoredCheckpoints checkpoints, Path keys) {

    static final String PUBLIC_KEY = "log.pub";
    static final String BLINDING_KEY = "blinding.key";
    private static final String LOG_KEY = "log.key";

    /// What everybody may have: public keys, the newest checkpoint, the notes of rotations.
    private static boolean isPublic(Path file) {
        String name = file.getFileName().toString();
        return List.of(PUBLIC_KEY, "log.keys", "checkpoint").contains(name) || name.endsWith(".note");
    }

    /// Deletes all that is secret.
    static void keepPublic(Path keys) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(keys)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            if (!isPublic(file)) {
                Files.delete(file);
            }
        }
    }

    /// Refuses keys that are not the record's. A directory that lacks a private key is another process's, and
    /// sound.
    ///
    /// @return which private keys there are: names of files, and ids of the blinding keys
    List<String> require(LogStore store) {
        String first = KeysOfTheRecord.pinned(log).logKey();
        if (first != null && !first.equals(checkpoints.verifier().toString())) {
            throw new UnusableKeyException(
                    keys.resolve(PUBLIC_KEY), "is not the key %s with which the record began".formatted(first));
        }
        List<String> secrets = new ArrayList<>();
        if (Files.exists(keys.resolve(LOG_KEY))) {
            try (CheckpointSigning signing = CheckpointSigning.reopen(keys, store)) {
                signing.requireKeys(log);
            }
            secrets.add(LOG_KEY);
        }
        study().ifPresent(study -> requireOf(study, secrets));
        return List.copyOf(secrets);
    }

    private void requireOf(StudyId study, List<String> secrets) {
        KeysOfTheRecord record = new KeysOfTheRecord(log, study, keys);
        Path ring = keys.resolve(BLINDING_KEY);
        if (Files.exists(ring)) {
            record.require(BlindingKeystore.open(ring, new SecureRandom()));
            secrets.addAll(BlindingKeystore.ids(ring));
        }
        // Only a command side has shares.
        if (secrets.contains(LOG_KEY)) {
            SeedShares shares = SeedShareFile.openAll(keys, study);
            record.requireShares(shares);
            for (SeedParty party : SeedParty.values()) {
                if (shares.of(party).isPresent()) {
                    secrets.add(SeedShareFile.in(keys, party).getFileName().toString());
                }
            }
            PreparedLists.openAll(keys, study);
            PreparedLists.in(keys)
                    .forEach(file -> secrets.add(file.getFileName().toString()));
        }
    }

    private Optional<StudyId> study() {
        return LongStream.range(0, log.size())
                .mapToObj(log::line)
                .map(EventLine::study)
                .filter(Objects::nonNull)
                .findFirst()
                .map(StudyId::new);
    }
}
