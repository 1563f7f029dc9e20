package org.trialbook.view.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.trialbook.access.Caller;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.protocol.PracticeMark;
import org.trialbook.store.Log;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.checkpoint.CheckpointEndpoint;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.Responses;

/// What every bundle of the record holds, up to a signed checkpoint. With `?asOf=` that is the newest one that
/// covers no later event.
public final class BundleDownload {

    private final Log log;
    private final Asking responses;
    private final CheckpointSource checkpoints;
    private final Clock clock;

    public BundleDownload(Log log, Asking responses, CheckpointSource checkpoints, Clock clock) {
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

    /// So that nobody who finds the file takes it for one of a trial.
    private static boolean practice(BundleWriter.Contents contents) {
        return contents.protocols().values().stream()
                .anyMatch(yaml -> PracticeMark.in(new String(yaml, StandardCharsets.UTF_8)));
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
        BundleWriter.Contents contents = BundleContents.of(log, study, clock.instant(), checkpoints.key(), known);
        HttpHeaders headers = Responses.headers(Long.toString(size));
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename("%s%s-%d%s.zip".formatted(practice(contents) ? "practice-" : "", study, size, suffix))
                .build());
        return ResponseEntity.ok()
                .headers(headers)
                .contentType(MediaType.parseMediaType("application/zip"))
                .body(out -> writing.write(out, contents, BundleContents.lines(log, size)));
    }
}
