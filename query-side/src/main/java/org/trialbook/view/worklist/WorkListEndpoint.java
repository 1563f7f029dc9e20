package org.trialbook.view.worklist;

import static org.trialbook.view.worklist.WorkListProjection.WORK_LIST;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.answer.Answers;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.overview.ProtocolInForce;

/// `GET …/reads/worklist` and `GET …/reads/worklist/{read}`: the caller's own reads, in the order of their random
/// codes, so that not even the order tells which recording came first.
@RestController
public final class WorkListEndpoint {

    private final Answers answers;

    public WorkListEndpoint(Answers answers) {
        this.answers = answers;
    }

    record Line(String read, @Nullable String modality, WorkItem.Status status) {
        static Line of(WorkItem item) {
            return new Line(item.read(), item.modality(), item.status());
        }
    }

    record WorkListAnswer(List<Line> reads) {}

    /// @param form what is to be filled in; null when the protocol has no plan for the modality
    record ReadAnswer(
            String read, @Nullable String modality, WorkItem.Status status, Protocol.@Nullable ReadPlan form) {}

    @Asks(Question.WORKLIST)
    @GetMapping(Paths.STUDY + "/reads/worklist")
    public ResponseEntity<byte[]> workList(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.WORKLIST);
        PageRequest page = PageRequest.of(limit, after);
        return answers.answer(asOf, moment -> {
            SortedMap<String, Line> own = new TreeMap<>();
            moment.all(WORK_LIST).forEach((code, item) -> {
                if (caller.id().equals(item.reader())) {
                    own.put(code, Line.of(item));
                }
            });
            PageRequest.Page<Line> found = page.of(own);
            return Answers.Body.page(new WorkListAnswer(found.items()), found.next());
        });
    }

    @Asks(Question.WORKLIST)
    @GetMapping(Paths.STUDY + "/reads/worklist/{read}")
    public ResponseEntity<byte[]> read(
            Caller caller,
            @PathVariable StudyId study,
            @PathVariable ReadCode read,
            @RequestParam @Nullable String asOf) {
        Permissions.require(caller, Question.WORKLIST);
        return answers.answer(asOf, moment -> {
            WorkItem item = moment.one(WORK_LIST, read.value())
                    .filter(found -> caller.id().equals(found.reader()))
                    .orElseThrow(NoSuchException::read);
            String modality = item.modality();
            Protocol.ReadPlan form = modality == null
                    ? null
                    : ProtocolInForce.at(moment, study)
                            .flatMap(protocol -> protocol.readPlan(modality))
                            .orElse(null);
            return Answers.Body.whole(new ReadAnswer(item.read(), modality, item.status(), form));
        });
    }
}
