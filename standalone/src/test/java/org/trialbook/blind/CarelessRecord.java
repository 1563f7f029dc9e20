package org.trialbook.blind;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// The record of a bundle in which somebody careless wrote the arm beside each randomization, and where the lead
/// was to go beside each attempt, in the open.
public record CarelessRecord(TrialRecord record, EventSealing sealing) implements TrialRecord {

    /// What the comparison finds in it.
    public static List<String> findings(Path bundle, StudyId study, Path key)
            throws IOException, UnreadableBundleException {
        BlindingKey blinding = BlindingKeystore.open(key, new SecureRandom());
        TrialRecord careless = new CarelessRecord(BundledRecord.read(bundle), new EventSealing(blinding));
        return BlindComparison.of(careless, study, blinding).findings();
    }

    @Override
    public long size() {
        return record.size();
    }

    @Override
    public EventLine line(long position) {
        EventLine line = record.line(position);
        String said = ProjectedEvent.of(line)
                .map(event -> said(sealing.open(event.event(), line.id())))
                .orElse("");
        return said.isEmpty()
                ? line
                : new EventLine(
                        line.position(),
                        line.id(),
                        line.type(),
                        line.version(),
                        line.study(),
                        line.tags(),
                        line.recordedAt(),
                        line.occurredAt(),
                        line.actor(),
                        line.command(),
                        said,
                        line.metadata(),
                        line.payload());
    }

    private static String said(TrialEvent open) {
        return switch (open) {
            case SubjectRandomized randomized ->
                "allocated to " + randomized.arm().opened();
            case ImplantAttempted attempted -> target(attempted.detail().opened());
            default -> "";
        };
    }

    private static String target(ImplantAttempt attempt) {
        ItemValue target = attempt.values().get("target");
        return target == null ? "" : target.value();
    }

    @Override
    public TreeHash leafHash(long position) {
        return record.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return record.sizeAt(instant);
    }
}
