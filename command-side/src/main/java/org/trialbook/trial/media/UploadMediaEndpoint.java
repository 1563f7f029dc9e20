package org.trialbook.trial.media;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Caller;
import org.trialbook.access.Permission;
import org.trialbook.access.Permissions;
import org.trialbook.access.Permitted;
import org.trialbook.access.Role;
import org.trialbook.access.problem.PayloadTooLargeException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.StudyId;
import org.trialbook.store.media.StoredMedia;

/// `POST /api/v1/studies/{study}/media`: the file as the body. It is known by its hash, so a repeat needs no key
/// and gets the same answer. Nothing is recorded yet: that a file belongs to a recording, or is a document of the study
/// (`?kind=document`), is an act of its own.
@RestController
final class UploadMediaEndpoint implements Permitted {
    private static final Permission PERMISSION = new Permission(
            "upload-media",
            Set.of(Role.COORDINATOR, Role.INVESTIGATOR, Role.IMPLANTER, Role.PROGRAMMER, Role.DATA_MANAGER));

    /// Of those who publish them.
    private static final Permission DOCUMENTS = new Permission(
            "upload-document",
            Set.of(Role.DATA_MANAGER, Role.ADMINISTRATOR, Role.STATISTICIAN, Role.UNBLINDED_MONITOR));

    private final MediaIntake intake;

    private final UploadQuota quota;

    UploadMediaEndpoint(MediaIntake intake, UploadQuota quota) {
        this.intake = intake;
        this.quota = quota;
    }

    @Override
    public Permission permission() {
        return PERMISSION;
    }

    /// @param hash SHA-256, lower-case hexadecimal; `sha256:<hash>` names the file in acts
    record Kept(String hash, String contentType, long bytes) {}

    /// @param kind `document` for a document of the study; absent for a recording
    @PostMapping("/api/v1/studies/{study}/media")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @RequestParam(required = false) @Nullable String kind,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        boolean document = "document".equals(kind);
        if (kind != null && !document) {
            throw new ProblemException(Problems.malformedParameter("kind"));
        }
        Permissions.require(caller, document ? DOCUMENTS : PERMISSION);
        if (request.getContentLengthLong() == 0) {
            throw new ProblemException(Problems.missingBody());
        }
        String used = quota.take(caller).orElse(null);
        if (used != null) {
            return later(
                    Problem.of(
                                    "upload-quota",
                                    "Enough was uploaded for today",
                                    429,
                                    "What may be uploaded on a day (UTC) is used up. Send the file tomorrow, or ask the"
                                            + " operator for more.")
                            .with("quota", used),
                    quota.left().toSeconds() + 1);
        }
        try {
            LongConsumer sent = bytes -> quota.sent(caller, bytes);
            StoredMedia kept = document
                    ? intake.takeDocument(request.getInputStream(), sent)
                    : intake.take(request.getInputStream(), sent);
            return ResponseEntity.created(URI.create("/api/v1/studies/" + study + "/media"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Kept(kept.hash(), kept.contentType(), kept.bytes()));
        } catch (UploadsBusyException e) {
            return later(
                    Problem.of(
                            "uploads-busy",
                            "Too many files are being looked into",
                            503,
                            "Nothing was kept. Send the file again."),
                    10);
        } catch (PayloadTooLargeException e) {
            throw new ProblemException(Problems.payloadTooLarge(e.mostBytes()));
        }
    }

    private static ResponseEntity<Object> later(Problem problem, long seconds) {
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .body(problem);
    }
}
