package org.trialbook.verify;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventChecks;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.LineScan;
import org.trialbook.ledger.TextsBesideLines;

/// Compares what the events of a trial say with each other and with the protocols beside them, in one pass. An
/// event is known by the type of its line; only what a protocol was published with is parsed.
final class EventComparison implements EventChecks {

    private static final byte[] PUBLISHED = name(StudyEvent.ProtocolPublished.class);
    private static final byte[] RANDOMIZED = name(SubjectEvent.SubjectRandomized.class);
    private static final byte[] UNBLINDED = name(StudyEvent.StudyUnblinded.class);
    private static final byte[] DISCLOSED = name(StudyEvent.AllocationDisclosed.class);
    private static final byte[] REVEALED = name(StudyEvent.SeedRevealed.class);

    private final PublishedProtocols protocols = new PublishedProtocols();
    private final EarlyOpenings openings = new EarlyOpenings();

    private static byte[] name(Class<? extends TrialEvent> type) {
        return EventTypes.nameOf(type).qualified().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void line(LineScan line, Consumer<Finding> findings) {
        if (line.isOfType(RANDOMIZED)) {
            openings.randomized(line);
        } else if (line.isOfType(PUBLISHED)) {
            protocols.published(line, findings);
        } else if (line.isOfType(UNBLINDED)) {
            openings.unblinded(line, findings);
        } else if (line.isOfType(DISCLOSED)) {
            openings.disclosed(line, findings);
        } else if (line.isOfType(REVEALED)) {
            openings.revealed(line, findings);
        }
    }

    @Override
    public boolean practice() {
        return protocols.practice();
    }

    @Override
    public void withheld() {
        openings.withheld();
    }

    @Override
    public void allRead(Consumer<Finding> findings) {
        openings.judge(findings);
    }

    @Override
    public void beside(TextsBesideLines texts, Consumer<Finding> findings) {
        protocols.judgePractice(texts, findings);
    }

    @Override
    public void protocols(SortedMap<String, Optional<String>> files, Consumer<Finding> findings) {
        protocols.compare(files, findings);
    }
}
