package org.trialbook.view.bundle;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.view.question.QuestionRoutes;

/// `GET …/bundle/redacted`: the record up to a signed checkpoint for somebody blinded, as a zip.
///
/// It verifies to the root of the whole one. Everybody gets the same bytes, so that a hash of them can be published.
@RestController
public final class RedactedBundleEndpoint implements Answering {

    private static final RedactionForTheBlinded REDACTION = new RedactionForTheBlinded();

    private final BundleDownload record;

    public RedactedBundleEndpoint(BundleDownload record) {
        this.record = record;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.REDACTED_BUNDLE);
    }

    @GetMapping(QuestionRoutes.STUDY + "/bundle/redacted")
    ResponseEntity<StreamingResponseBody> bundle(
            Caller caller, @PathVariable StudyId study, @RequestParam @Nullable String asOf) {
        Permissions.require(caller, SharedQuestions.REDACTED_BUNDLE);
        return record.answer(
                caller,
                study,
                asOf,
                "-redacted",
                (out, contents, lines) -> BundleWriter.writeRedacted(out, contents, lines, REDACTION));
    }
}
