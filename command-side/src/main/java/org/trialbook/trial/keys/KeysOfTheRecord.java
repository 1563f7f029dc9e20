package org.trialbook.trial.keys;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShareFile;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.casebook.PinnedKeys;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.BlindingKeyRotated;
import org.trialbook.event.StudyEvent.KeysPinned;
import org.trialbook.event.StudyEvent.SeedRevealed;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.SystemEvents;

/// Compares the keys of this process with those that the record names, and has the record name them where it does not
/// yet: in the first event of a new log, and at the next start of one from before there were pins.
public final class KeysOfTheRecord {

    private static final EventLine.Actor PROCESS = new EventLine.Actor("trialbook", "Trialbook", "system", null);

    private final Log log;
    private final StudyId study;
    private final Path directory;

    /// @param directory of the keys; named in what is refused
    public KeysOfTheRecord(Log log, StudyId study, Path directory) {
        this.log = log;
        this.study = study;
        this.directory = directory;
    }

    /// Refuses keys that are not the record's, and pins those that are not pinned. Durable when this returns.
    ///
    /// @param logKey the log's first public key
    /// @throws UnusableSecretException names the file that is not the record's
    public void requireAndPin(String logKey, BlindingKey blinding, SeedShares shares, EventIds ids) {
        PinnedKeys pinned = pinned(log);
        if (pinned.logKey() != null && !pinned.logKey().equals(logKey)) {
            throw new UnusableSecretException(
                    directory.resolve("log.pub"),
                    "is not the key %s with which the record began: put log.key and log.pub back from a backup"
                            .formatted(pinned.logKey()));
        }
        require(blinding);
        requireShares(shares);
        pin(logKey, blinding, ids);
    }

    /// Refuses blinding keys that are not the record's.
    ///
    /// @throws UnusableSecretException names the file
    public void require(BlindingKey blinding) {
        PinnedKeys pinned = pinned(log);
        Map<String, String> ring = blinding.checkValues();
        pinned.against(ring).ifPresent(this::refuseBlindingKey);
        if (pinned.checks().isEmpty() && !ring.isEmpty()) {
            requireOpening(blinding);
        }
    }

    /// Has the record name these keys, unless it does.
    public void pin(String logKey, BlindingKey blinding, EventIds ids) {
        Map<String, String> ring = blinding.checkValues();
        if (!pinned(log).hold(ring)) {
            record(new KeysPinned(study, logKey, new TreeMap<>(ring)), ids);
        }
    }

    /// What the record says of its keys.
    public static PinnedKeys pinned(Log log) {
        PinnedKeys pinned = PinnedKeys.none();
        for (long position : positionsOf(log, List.of(KeysPinned.class, BlindingKeyRotated.class))) {
            pinned = pinned.and(event(log.line(position)));
        }
        return pinned;
    }

    private static long[] positionsOf(Log log, List<Class<? extends TrialEvent>> types) {
        return types.stream()
                .flatMapToLong(type ->
                        Arrays.stream(log.positionsOf(EventTypes.nameOf(type).qualified())))
                .sorted()
                .toArray();
    }

    private static TrialEvent event(EventLine line) {
        return EventJson.read(line.type(), line.version(), line.payload());
    }

    private void refuseBlindingKey(String why) {
        throw new UnusableSecretException(directory.resolve("blinding.key"), why);
    }

    /// A log without a pin says itself whose keys these are: all that is sealed in it has to open. Goes over the whole
    /// log, once in its life.
    private void requireOpening(BlindingKey blinding) {
        EventSealing sealing = new EventSealing(blinding);
        for (long position = 0; position < log.size(); position++) {
            EventLine line = log.line(position);
            if (EventTypes.isOfTheLog(line.type(), line.version())) {
                continue;
            }
            try {
                sealing.open(event(line), line.id());
            } catch (UnopenableException e) {
                refuseBlindingKey(
                        ("does not open what is sealed at position %d of the record: it has changed, is an older"
                                        + " copy, or is another record's. Put it back from a backup")
                                .formatted(position));
            }
        }
    }

    /// A share that is here has to be the one committed to. One that is not here may not have been handed over
    /// yet, until somebody was randomized from it.
    public void requireShares(SeedShares shares) {
        boolean used = holdsAny(SubjectRandomized.class) && !holdsAny(SeedRevealed.class);
        for (long position : positionsOf(log, List.of(SeedShareCommitted.class))) {
            SeedShareCommitted committed = (SeedShareCommitted) event(log.line(position));
            for (SeedParty party : SeedParty.values()) {
                if (!party.storedName().equals(committed.party())) {
                    continue;
                }
                Path file = SeedShareFile.in(directory, party);
                if (shares.of(party).isEmpty() && used) {
                    throw new UnusableSecretException(
                            file,
                            "is missing, and the record was randomized from it: put it back from a backup, or ask the"
                                    + " party for it");
                }
                if (shares.of(party).isPresent() && !shares.match(study, party, committed.commitment())) {
                    throw new UnusableSecretException(
                            file,
                            "is not the share to which the %s has committed in the record: it has changed, or is another"
                                            .formatted(party.storedName())
                                    + " one. Put it back from a backup, or ask the party for it");
                }
            }
        }
    }

    private boolean holdsAny(Class<? extends TrialEvent> type) {
        return log.positionsOf(EventTypes.nameOf(type).qualified()).length > 0;
    }

    private void record(KeysPinned pin, EventIds ids) {
        EventTypes.StoredName stored = EventTypes.nameOf(KeysPinned.class);
        String payload = EventJson.write(pin);
        new SystemEvents(log, ids)
                .recordOnce(
                        "p" + sha256(payload).substring(0, 32),
                        new SystemEvents.Entry(stored.qualified(), stored.version(), study.value(), List.of(), payload),
                        PROCESS,
                        null);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
