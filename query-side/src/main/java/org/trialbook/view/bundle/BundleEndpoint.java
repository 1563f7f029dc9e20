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

/// `GET …/bundle`: the whole record up to a signed checkpoint, as a zip.
@RestController
public final class BundleEndpoint implements Answering {

    private final BundleDownload record;

    public BundleEndpoint(BundleDownload record) {
        this.record = record;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.BUNDLE);
    }

    @GetMapping(QuestionRoutes.STUDY + "/bundle")
    ResponseEntity<StreamingResponseBody> bundle(
            Caller caller, @PathVariable StudyId study, @RequestParam @Nullable String asOf) {
        Permissions.require(caller, SharedQuestions.BUNDLE);
        return record.answer(caller, study, asOf, "", BundleWriter::write);
    }
}
