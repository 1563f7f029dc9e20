package org.trialbook.view.replay;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.SealedContent;
import org.trialbook.view.projection.Views;
import org.trialbook.view.question.AllocationAccess;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.question.Responses;

/// `GET …/replay`: compares every live view that the caller may see, and every stored one, with what the record
/// says.
@RestController
public final class ReplayEndpoint implements Answering {

    private final List<Views> groups;
    private final ObjectProvider<AllocationAccess> exposure;

    /// @param groups every group of this process
    /// @param exposure where it is recorded that somebody is shown a difference between unblinded views
    public ReplayEndpoint(List<Views> groups, ObjectProvider<AllocationAccess> exposure) {
        this.groups = groups;
        this.exposure = exposure;
    }

    /// @param sound no difference anywhere
    record ReplayAnswer(boolean sound, SortedMap<String, Replay.Report> groups) {}

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.REPLAY);
    }

    @GetMapping(QuestionRoutes.STUDY + "/replay")
    ResponseEntity<byte[]> replay(Caller caller) {
        Permissions.require(caller, SharedQuestions.REPLAY);
        SortedMap<String, Replay.Report> reports = new TreeMap<>();
        long size = Long.MAX_VALUE;
        for (Views views : groups) {
            // A difference shows what a view holds: of views with what is sealed hears who may know all of it.
            if (views.group().blinded() || caller.knows().containsAll(Set.of(SealedContent.values()))) {
                Replay.Report report = Replay.of(views);
                if (!views.group().blinded() && !report.differences().isEmpty()) {
                    exposure.getObject().record(caller, SharedQuestions.REPLAY.name(), subjects(report));
                }
                reports.put(views.group().name(), report);
                size = Math.min(size, report.position());
            }
        }
        boolean sound = reports.values().stream()
                .allMatch(report -> report.differences().isEmpty());
        return Responses.write(new ReplayAnswer(sound, reports), Long.toString(size));
    }

    private static SortedSet<String> subjects(Replay.Report report) {
        SortedSet<String> subjects = new TreeSet<>();
        for (Replay.Difference difference : report.differences()) {
            try {
                subjects.add(new SubjectId(difference.id()).value());
            } catch (MalformedIdException e) {
                // A view of no single subject.
            }
        }
        return subjects;
    }
}
