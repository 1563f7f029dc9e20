package org.trialbook.view.documents;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.StudyDocuments.Version;
import org.trialbook.event.DocumentEvent;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredDocuments;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.QuestionRoutes;

/// `GET …/documents/{document}/versions/{version}/file`: the file, for whoever has opened that version. That they did
/// is recorded before: this looks at the record, and writes nothing.
@RestController
public final class DocumentFileEndpoint implements Answering {
    private final Asking asking;
    private final MediaStore store;

    public DocumentFileEndpoint(Asking asking, MediaStore store) {
        this.asking = asking;
        this.store = store;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(DocumentsQuestion.DOCUMENTS);
    }

    /// @throws ProblemException (404) when there is no such version for the caller, (403) when they have not opened it
    @GetMapping(QuestionRoutes.STUDY + "/documents/{document}/versions/{version}/file")
    public void file(
            Caller caller, @PathVariable String document, @PathVariable String version, HttpServletResponse response)
            throws IOException {
        Permissions.require(caller, DocumentsQuestion.DOCUMENTS);
        TrialRecord record = asking.views().record();
        Version found = RecordedDocuments.of(record, record.size())
                .version(document, version)
                .filter(each -> !(caller.blinded() && DocumentEvent.isForTheUnblinded(document)))
                .orElseThrow(() -> new ProblemException(Problems.noSuchPath()));
        if (found.openedBy(caller.id()) == null) {
            throw new ProblemException(Problem.of(
                    "document-not-opened",
                    "You have not opened this version",
                    403,
                    "Whoever reads a document opens it first, by open-document; that is recorded, once."));
        }
        StoredMedia file = store.find(found.published().contentHash())
                .filter(StoredDocuments::isOne)
                .orElseThrow(() -> new ProblemException(Problems.noSuchPath()));
        response.setContentType("application/pdf");
        response.setContentLengthLong(file.bytes());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, private");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-%s.pdf\"".formatted(document, version.replaceAll("[^A-Za-z0-9.-]", "_")));
        store.write(file, response.getOutputStream());
    }
}
