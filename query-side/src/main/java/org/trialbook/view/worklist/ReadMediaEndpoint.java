package org.trialbook.view.worklist;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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
import org.trialbook.event.ReadCode;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.view.projection.AsOf;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.FileResponse;
import org.trialbook.view.question.QuestionRoutes;

/// `GET …/reads/worklist/{read}/media/{n}`: the bytes of the n-th media object, for the reader the read is assigned to.
/// The file is named after the read; a picture may be shown in place, anything else is a download, and nothing in it is
/// run.
@RestController
public final class ReadMediaEndpoint implements Answering {

    private final Asking responses;
    private final MediaStore store;

    public ReadMediaEndpoint(Asking responses, MediaStore store) {
        this.responses = responses;
        this.store = store;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(AssignedReadQuestion.WORKLIST);
    }

    /// @throws ProblemException (404) when there is no such read for this reader, or no such object of it
    @GetMapping(QuestionRoutes.STUDY + "/reads/worklist/{read}/media/{n:[1-9][0-9]{0,3}}")
    public void media(Caller caller, @PathVariable ReadCode read, @PathVariable int n, HttpServletResponse response)
            throws IOException {
        Permissions.require(caller, AssignedReadQuestion.WORKLIST);
        List<WorkItem.Media> all = responses
                .views()
                .ask(
                        new AsOf.Now(),
                        moment -> AssignedReadQuestion.mediaOf(moment, AssignedReadQuestion.own(moment, caller, read)))
                .body();
        if (n > all.size()) {
            throw new ProblemException(Problems.noSuchPath());
        }
        StoredMedia object =
                store.find(all.get(n - 1).hash()).orElseThrow(() -> new ProblemException(Problems.noSuchPath()));
        FileResponse.write(object, read.value() + "-" + n, store, response);
    }
}
