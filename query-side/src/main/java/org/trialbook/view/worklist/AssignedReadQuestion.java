package org.trialbook.view.worklist;

import static org.trialbook.view.worklist.WorkListProjection.WORK_LIST;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.Role;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.ReadCode;
import org.trialbook.protocol.Arm;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// One of the caller's own reads: the files, and the form to fill in.
public final class AssignedReadQuestion extends Question<QuestionAnswer> {
    static final QuestionPermission WORKLIST = QuestionPermission.of("worklist", Role.READER);

    public AssignedReadQuestion() {
        super(WORKLIST, "/reads/worklist/{read}", List.of());
    }

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
    ///
    /// @param guesses what the reader may believe the arm to be: the study's, the same for every read
    record ReadForm(
            String modality,
            String label,
            List<Item> items,
            @JsonProperty("not-evaluable-reasons") List<Protocol.CodeListItem> notEvaluable,
            List<Protocol.CodeListItem> guesses) {
        static ReadForm of(ReadPlan plan, List<Arm> arms) {
            return new ReadForm(
                    plan.modality(),
                    plan.label(),
                    plan.items(),
                    plan.notEvaluable(),
                    arms.stream()
                            .map(arm -> new Protocol.CodeListItem(arm.code().value(), arm.label()))
                            .toList());
        }
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        ReadCode read = parameters.read();
        WorkItem item = own(snapshot, caller, read);
        String modality = item.modality();
        ReadForm form = modality == null
                ? null
                : new SubjectProtocols(snapshot, parameters)
                        .newest()
                        .flatMap(
                                protocol -> protocol.readPlan(modality).map(plan -> ReadForm.of(plan, protocol.arms())))
                        .orElse(null);
        List<WorkItem.Media> media = mediaOf(snapshot, item);
        List<MediaLine> lines = IntStream.range(0, media.size())
                .mapToObj(n -> new MediaLine(
                        "/api/v1/studies/%s/reads/worklist/%s/media/%d".formatted(parameters.study(), read, n + 1),
                        media.get(n).contentType(),
                        media.get(n).bytes()))
                .toList();
        return QuestionAnswer.whole(new ReadAnswer(item.read(), modality, item.status(), lines, form));
    }

    /// A read of the caller's own.
    ///
    /// @throws NoSuchException when it is nobody's, or somebody else's, or was of a recording that was taken back
    static WorkItem own(Snapshot snapshot, Caller caller, ReadCode read) {
        return snapshot.one(WORK_LIST, read.value())
                .filter(found -> found.isOf(
                        caller.id(), code -> snapshot.one(WORK_LIST, code).orElse(null)))
                .orElseThrow(NoSuchException::read);
    }

    static List<WorkItem.Media> mediaOf(Snapshot snapshot, WorkItem item) {
        return snapshot.one(WORK_LIST, item.recording()).map(WorkItem::media).orElse(List.of());
    }
}
