package org.trialbook.trial.media;

import com.mongodb.MongoException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.Does;
import org.trialbook.access.Permissions;
import org.trialbook.access.problem.PayloadTooLargeException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.StudyId;
import org.trialbook.store.media.StoredMedia;

/// `POST /api/v1/studies/{study}/media`: the file as the body. It is known by its hash, so a repeat needs no key
/// and gets the same answer. Nothing is recorded yet: that a file belongs to a recording is an act of its own.
@RestController
final class UploadMediaEndpoint {

    private final MediaIntake intake;

    UploadMediaEndpoint(MediaIntake intake) {
        this.intake = intake;
    }

    /// @param hash SHA-256, lower-case hexadecimal; `sha256:<hash>` names the file in acts
    record Kept(String hash, String contentType, long bytes) {}

    @Does(Act.UPLOAD_MEDIA)
    @PostMapping("/api/v1/studies/{study}/media")
    ResponseEntity<Object> post(@PathVariable StudyId study, HttpServletRequest request, Caller caller)
            throws IOException {
        Permissions.require(caller, Act.UPLOAD_MEDIA);
        if (request.getContentLengthLong() == 0) {
            throw new ProblemException(Problems.missingBody());
        }
        try {
            StoredMedia kept = intake.take(request.getInputStream());
            return ResponseEntity.created(URI.create("/api/v1/studies/" + study + "/media"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Kept(kept.hash(), kept.contentType(), kept.bytes()));
        } catch (PayloadTooLargeException e) {
            throw new ProblemException(Problems.payloadTooLarge(e.mostBytes()));
        } catch (MongoException e) {
            throw new ProblemException(Problem.of(
                    "store-unavailable",
                    "The store of the media does not answer",
                    503,
                    "The file was not kept as a whole. Send it again."));
        }
    }
}
