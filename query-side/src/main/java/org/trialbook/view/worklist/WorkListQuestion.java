package org.trialbook.view.worklist;

import static org.trialbook.view.readresults.ReadCountsRollup.READ_COUNTS;
import static org.trialbook.view.worklist.WorkListProjection.WORK_LIST;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.readresults.ReadCounts;

/// The caller's own reads, in the order of their random codes, so that not even the order tells which recording
/// came first.
public final class WorkListQuestion extends Question<QuestionAnswer> {

    public WorkListQuestion() {
        super(AssignedReadQuestion.WORKLIST, "/reads/worklist", PAGES);
    }

    record Line(String read, @Nullable String modality, WorkItem.Status status) {
        static Line of(WorkItem item) {
            return new Line(item.read(), item.modality(), item.status());
        }
    }

    /// @param assigned how many reads the reader has, over all pages
    /// @param submitted how many of them are done
    /// @param modalities what the protocol has read, of which one can be claimed
    record WorkListAnswer(List<Line> reads, int assigned, int submitted, List<CodeListItem> modalities) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        SortedMap<String, WorkItem> items = snapshot.all(WORK_LIST);
        PageRequest.Page<Line> found =
                page.of(items, item -> item.isOf(caller.id(), items::get) ? Line.of(item) : null);
        ReadCounts.OfReader counted = snapshot.rolled(READ_COUNTS).ofReader(caller.id());
        return found.answer(new WorkListAnswer(
                found.items(),
                counted.assigned(),
                counted.submitted(),
                ProtocolInForce.at(snapshot, parameters.study()).stream()
                        .flatMap(protocol -> protocol.reads().stream())
                        .map(plan -> new CodeListItem(plan.modality(), plan.label()))
                        .toList()));
    }
}
