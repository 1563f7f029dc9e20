package org.trialbook.view.forms;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent;
import org.trialbook.event.NamedMedia;
import org.trialbook.event.SubjectId;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.FileResponse;
import org.trialbook.view.question.QuestionRoutes;

/// `GET …/subjects/{subject}/files/{file}`: a file that answers, or answered, an item of one of the subject's forms, to
/// whoever may ask for the form. No file is sealed, so nothing here needs the key; a recording for blinded reading is
/// no answer and is not found here.
@RestController
public final class FormFileEndpoint implements Answering {

    private final Asking responses;
    private final MediaStore store;

    public FormFileEndpoint(Asking responses, MediaStore store) {
        this.responses = responses;
        this.store = store;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(FormQuestion.PERMISSION);
    }

    /// @throws ProblemException (404) when no form of the subject names such a file
    @GetMapping(QuestionRoutes.STUDY + "/subjects/{subject}/files/{file:[0-9a-f]{64}}")
    public void file(
            Caller caller, @PathVariable SubjectId subject, @PathVariable String file, HttpServletResponse response)
            throws IOException {
        Permissions.require(caller, FormQuestion.PERMISSION);
        Permissions.ownSubject(caller, subject);
        StoredMedia found = Optional.of(file)
                .filter(asked -> isNamed(responses.views().record(), subject, asked))
                .flatMap(store::find)
                .orElseThrow(() -> new ProblemException(Problems.noSuchPath()));
        FileResponse.write(found, subject.value() + "-" + file.substring(0, 8), store, response);
    }

    private static boolean isNamed(TrialRecord record, SubjectId subject, String hash) {
        return Arrays.stream(record.withTag(new EventTag(EventTag.SUBJECT, subject.value()), record.size()))
                .mapToObj(record::event)
                .flatMap(Optional::stream)
                .anyMatch(recorded -> recorded.event() instanceof FormEvent event
                        && NamedMedia.in(event).contains(hash));
    }
}
