package org.trialbook.view.worklist;

import static org.trialbook.view.worklist.WorkListProjection.WORK_LIST;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;

/// `GET …/reads/worklist` and `GET …/reads/worklist/{read}`: the caller's own reads, in the order of their random
/// codes, so that not even the order tells which recording came first.
@RestController
public final class WorkListEndpoint {

    private final QueryResponses responses;

    public WorkListEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    record Line(String read, @Nullable String modality, WorkItem.Status status) {
        static Line of(WorkItem item) {
            return new Line(item.read(), item.modality(), item.status());
        }
    }

    /// @param assigned how many reads the reader has, over all pages
    /// @param submitted how many of them are done
    record WorkListAnswer(List<Line> reads, int assigned, int submitted) {}

    /// @param href where the bytes are
    record MediaLine(String href, String contentType, int bytes) {}

    /// @param media the recording, in the order in which it was put together
    /// @param form what is to be filled in; null when the protocol has no plan for the modality
    record ReadAnswer(
            String read,
            @Nullable String modality,
            WorkItem.Status status,
            List<MediaLine> media,
            @Nullable ReadForm form) {}

    /// The part of the reading plan that a reader fills in. How many read, and when a third one does, is none of
    /// the reader's business, nor is what is derived.
    record ReadForm(
            String modality,
            String label,
            List<Item> items,
            @JsonProperty("not-evaluable-reasons") List<Protocol.CodeListItem> notEvaluable) {
        static ReadForm of(ReadPlan plan) {
            return new ReadForm(plan.modality(), plan.label(), plan.items(), plan.notEvaluable());
        }
    }

    @Asks(Question.WORKLIST)
    @GetMapping(Paths.STUDY + "/reads/worklist")
    public ResponseEntity<byte[]> workList(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.WORKLIST);
        PageRequest page = PageRequest.of(limit, after);
        return responses.answer(caller, asOf, snapshot -> {
            SortedMap<String, Line> own = new TreeMap<>();
            snapshot.all(WORK_LIST).forEach((code, item) -> {
                if (caller.id().equals(item.reader())) {
                    own.put(code, Line.of(item));
                }
            });
            PageRequest.Page<Line> found = page.of(own);
            int submitted = (int) own.values().stream()
                    .filter(line -> line.status() == WorkItem.Status.SUBMITTED)
                    .count();
            return QueryResponses.Body.page(new WorkListAnswer(found.items(), own.size(), submitted), found.next());
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
        return responses.answer(caller, asOf, snapshot -> {
            WorkItem item = own(snapshot, caller, read);
            String modality = item.modality();
            ReadForm form = modality == null
                    ? null
                    : ProtocolInForce.at(snapshot, study)
                            .flatMap(protocol -> protocol.readPlan(modality))
                            .map(ReadForm::of)
                            .orElse(null);
            List<WorkItem.Media> media = mediaOf(snapshot, item);
            List<MediaLine> lines = IntStream.range(0, media.size())
                    .mapToObj(n -> new MediaLine(
                            "/api/v1/studies/%s/reads/worklist/%s/media/%d".formatted(study, read, n + 1),
                            media.get(n).contentType(),
                            media.get(n).bytes()))
                    .toList();
            return QueryResponses.Body.whole(new ReadAnswer(item.read(), modality, item.status(), lines, form));
        });
    }

    /// A read of the caller's own.
    ///
    /// @throws NoSuchException when it is nobody's, or somebody else's
    static WorkItem own(Snapshot snapshot, Caller caller, ReadCode read) {
        return snapshot.one(WORK_LIST, read.value())
                .filter(found -> caller.id().equals(found.reader()))
                .orElseThrow(NoSuchException::read);
    }

    static List<WorkItem.Media> mediaOf(Snapshot snapshot, WorkItem item) {
        return snapshot.one(WORK_LIST, item.recording()).map(WorkItem::media).orElse(List.of());
    }
}
