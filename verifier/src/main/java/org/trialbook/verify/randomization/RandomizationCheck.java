package org.trialbook.verify.randomization;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.UnreadableBundleException;
import tools.jackson.core.JacksonException;

/// Shows the events of a bundle that has been verified to the audit of its randomization. One object serves one bundle.
public final class RandomizationCheck {

    private static final String LINES = "lines.jsonl";
    private static final String WITHHELD = "{\"withheld\":";

    /// This is more than any trial has, and as much as a reader has to keep at once.
    private static final int MOST_SUBJECTS = 1_000_000;

    private final @Nullable EventSealing sealing;

    private final RandomizationRecheck recheck = new RandomizationRecheck();
    private AllocationEvents events = new AllocationEvents("");
    private @Nullable String study;
    private @Nullable String unopenable;
    private int subjects;

    /// @param blindingKey the file with the keys under which arms were sealed; null to leave them closed
    public RandomizationCheck(@Nullable Path blindingKey) {
        this.sealing =
                blindingKey == null ? null : new EventSealing(BlindingKeystore.open(blindingKey, new SecureRandom()));
    }

    /// @param bundle sound, as far as lines and signatures go
    /// @param manifest what the bundle says of itself: its study's events are looked at, and no others
    /// @throws NotRecomputableException when the seed is not revealed in it, or the key does not open an arm
    public RandomizationReport of(Path bundle, @Nullable BundleManifest manifest)
            throws IOException, UnreadableBundleException, NotRecomputableException {
        study = manifest == null ? null : manifest.study();
        if (study == null) {
            throw new NotRecomputableException(bundle + ": the manifest names no study");
        }
        events = new AllocationEvents(study);
        try (BundleZip zip = BundleZip.open(bundle);
                TextsBesideTheLog.Asked _ = BundledTexts.of(bundle)) {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(zip.read(LINES), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.startsWith(WITHHELD)) {
                        take(EventLine.parse(line.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (IllegalArgumentException changed) {
            // Its lines were sound when they were verified.
            throw new NotRecomputableException(bundle + ": it was changed while it was read");
        }
        return report(bundle);
    }

    private RandomizationReport report(Path bundle) throws NotRecomputableException {
        RandomizationReport report = recheck.report().orElse(null);
        if (report != null && report.unreadable()) {
            return report;
        }
        if (subjects > MOST_SUBJECTS) {
            throw new NotRecomputableException(bundle + ": more than 1,000,000 subjects are randomized in this record");
        }
        if (unopenable != null) {
            throw new NotRecomputableException(bundle + ": --blinding-key does not open an arm: " + unopenable);
        }
        if (report == null) {
            throw new NotRecomputableException(bundle
                    + ": the %s is not revealed in this record; until it is, nobody can recompute the arms"
                            .formatted(recheck.missing().orElse("seed")));
        }
        return report;
    }

    private void take(EventLine line) {
        if (!AllocationEvents.has(line.type()) || !Objects.equals(line.study(), study)) {
            return;
        }
        try {
            TrialEvent event = events.read(line.type(), line.version(), line.payload());
            if (!(event instanceof SubjectRandomized randomized)) {
                recheck.next(line.position(), event);
            } else if (++subjects <= MOST_SUBJECTS) {
                recheck.next(line.position(), opened(randomized, line.id()));
            }
        } catch (UnreadableEventException unreadable) {
            recheck.unreadable(line.position(), unreadable.reason());
        }
    }

    /// The event with its arm opened, where there is a key and the key opens it.
    private SubjectRandomized opened(SubjectRandomized event, String id) {
        if (sealing == null) {
            return event;
        }
        try {
            SubjectRandomized opened = sealing.open(event, id);
            if (opened.arm() instanceof Sealed.Open<ArmCode>(ArmCode arm) && arm != null) {
                return opened;
            }
            // The sealed text says null.
            notOpened("what event %s holds is no arm".formatted(id));
        } catch (UnopenableException altered) {
            notOpened(String.valueOf(altered.getMessage()));
        } catch (JacksonException | IllegalArgumentException noArm) {
            notOpened("what event %s holds is no arm".formatted(id));
        }
        return event;
    }

    private void notOpened(String why) {
        if (unopenable == null) {
            unopenable = why;
        }
    }
}
