package org.trialbook.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.RandomizationAudit;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.EventSealing;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.UnreadableBundleException;
import tools.jackson.core.JacksonException;

/// Shows the events of a bundle that has been verified to the audit of its randomization.
final class RandomizationCheck {

    private static final String LINES = "lines.jsonl";
    private static final String WITHHELD = "{\"withheld\":";

    /// What has a part in the allocation; everything else is passed over unread.
    private static final Set<String> TYPES = Stream.of(
                    StudyEvent.ProtocolPublished.class,
                    StudyEvent.SeedShareCommitted.class,
                    StudyEvent.StudyUnblinded.class,
                    StudyEvent.AllocationDisclosed.class,
                    StudyEvent.SeedRevealed.class,
                    SubjectEvent.EligibilityConfirmed.class,
                    SubjectEvent.SubjectRandomized.class)
            .map(type -> EventTypes.nameOf(type).qualified())
            .collect(Collectors.toUnmodifiableSet());

    private final RandomizationAudit audit = new RandomizationAudit();
    private final @Nullable EventSealing sealing;

    /// @param blindingKey the file with the keys under which arms were sealed; null to leave them closed
    RandomizationCheck(@Nullable Path blindingKey) {
        this.sealing =
                blindingKey == null ? null : new EventSealing(BlindingKeystore.open(blindingKey, new SecureRandom()));
    }

    /// @param bundle sound, as far as lines and signatures go
    /// @throws NotRecomputableException when the seed is not revealed in it, or an event is not one of ours
    RandomizationAudit.Report of(Path bundle) throws IOException, UnreadableBundleException, NotRecomputableException {
        try (BundleZip zip = BundleZip.open(bundle)) {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(zip.read(LINES), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.startsWith(WITHHELD)) {
                        take(EventLine.parse(line.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (UnopenableException unopenable) {
            throw new NotRecomputableException(
                    bundle + ": --blinding-key does not open an arm: " + unopenable.getMessage());
        } catch (IllegalArgumentException | JacksonException unreadable) {
            throw new NotRecomputableException(
                    bundle + ": an event that has a part in the allocation can't be read: " + unreadable.getMessage());
        }
        return audit.report()
                .orElseThrow(() -> new NotRecomputableException(bundle
                        + ": the seed is not revealed in this record; until it is, nobody can recompute the arms"));
    }

    private void take(EventLine line) {
        if (TYPES.contains(line.type())) {
            TrialEvent event = EventJson.read(line.type(), line.version(), line.payload());
            audit.next(
                    line.position(),
                    sealing != null && event instanceof SubjectEvent.SubjectRandomized
                            ? sealing.open(event, line.id())
                            : event);
        }
    }
}
