package org.trialbook.view.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.trialbook.access.Caller;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.SignedNote;
import org.trialbook.store.Log;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.checkpoint.CheckpointEndpoint;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.projection.ProjectedEvent;

/// What every bundle of the record holds, up to a signed checkpoint. With `?asOf=` that is the newest one that
/// covers no later event.
public final class BundleDownload {

    private final Log log;
    private final QueryResponses responses;
    private final CheckpointSource checkpoints;
    private final Clock clock;

    public BundleDownload(Log log, QueryResponses responses, CheckpointSource checkpoints, Clock clock) {
        this.log = log;
        this.responses = responses;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /// Writes the zip.
    @FunctionalInterface
    interface Writing {
        void write(OutputStream out, BundleWriter.Contents contents, Iterator<byte[]> lines) throws IOException;
    }

    /// @param suffix of the file's name
    ResponseEntity<StreamingResponseBody> answer(
            Caller caller, StudyId study, @Nullable String asOf, String suffix, Writing writing) {
        long most = asOf == null ? Long.MAX_VALUE : responses.size(caller, asOf);
        // First, so that a process which signs when asked covers all there is.
        long newest =
                checkpoints.newest().map(signed -> signed.checkpoint().size()).orElse(-1L);
        List<StoredCheckpoints.Signed> known = checkpoints.all().stream()
                .filter(signed -> signed.checkpoint().size() <= Math.min(most, Math.min(newest, log.size())))
                .toList();
        if (known.isEmpty()) {
            throw CheckpointEndpoint.none();
        }
        long size = known.getLast().checkpoint().size();
        // Which files it has beside its lines, and what is withheld from the blinded, depends on what each event says.
        responses.views().record().requireKnown(size);
        // Before the status is sent: what no bundle can hold is refused here.
        BundleWriter.Contents contents = new BundleWriter.Contents(
                study.value(),
                clock.instant(),
                SignedNote.parse(known.getLast().note()),
                checkpoints.key(),
                known.subList(0, known.size() - 1).stream()
                        .map(signed -> SignedNote.parse(signed.note()))
                        .toList(),
                protocols(size));
        HttpHeaders headers = QueryResponses.headers(Long.toString(size));
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename("%s-%d%s.zip".formatted(study, size, suffix))
                .build());
        return ResponseEntity.ok()
                .headers(headers)
                .contentType(MediaType.parseMediaType("application/zip"))
                .body(out -> writing.write(out, contents, lines(size)));
    }

    private Iterator<byte[]> lines(long size) {
        return LongStream.range(0, size).mapToObj(log::lineBytes).iterator();
    }

    private SortedMap<String, byte[]> protocols(long size) {
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
