package org.trialbook.view.bundle;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.store.Log;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.projection.ProjectedEvent;

/// What a bundle of a log holds, whoever asks for it: a server or a command.
public final class BundleContents {

    private BundleContents() {}

    /// All but the lines, up to the last of these checkpoints.
    ///
    /// @param checkpoints at least one, over fewer events first
    public static BundleWriter.Contents of(
            Log log, StudyId study, Instant created, NoteVerifier key, List<StoredCheckpoints.Signed> checkpoints) {
        List<SignedNote> notes = checkpoints.stream()
                .map(signed -> SignedNote.parse(signed.note()))
                .toList();
        return new BundleWriter.Contents(
                study.value(),
                created,
                notes.getLast(),
                key,
                notes.subList(0, notes.size() - 1),
                protocols(log, checkpoints.getLast().checkpoint().size()));
    }

    /// The first lines of a log.
    public static Iterator<byte[]> lines(Log log, long size) {
        return LongStream.range(0, size).mapToObj(log::lineBytes).iterator();
    }

    private static SortedMap<String, byte[]> protocols(Log log, long size) {
        SortedMap<String, byte[]> protocols = new TreeMap<>();
        String type = EventTypes.nameOf(ProtocolPublished.class).qualified();
        for (long position : log.positionsOf(type)) {
            if (position < size) {
                ProjectedEvent.of(log.line(position)).ifPresent(recorded -> {
                    if (recorded.event() instanceof ProtocolPublished published) {
                        protocols.put(
                                published.protocolVersion(), published.content().getBytes(StandardCharsets.UTF_8));
                    }
                });
            }
        }
        return protocols;
    }
}
