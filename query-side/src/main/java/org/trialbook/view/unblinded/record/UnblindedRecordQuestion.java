package org.trialbook.view.unblinded.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.sealing.SealedField;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.record.RecordPages;
import org.trialbook.view.record.SealedFields;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.Shown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every event, a sealed field as what it holds.
public final class UnblindedRecordQuestion extends Question<Shown> {
    private final OpenedEvents opened;

    public UnblindedRecordQuestion(OpenedEvents opened) {
        super(SharedQuestions.UNBLINDED_RECORD, "/unblinded/record", List.of("limit", "from"));
        this.opened = opened;
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SortedSet<String> subjects = new TreeSet<>();
        QuestionAnswer page = RecordPages.answer(
                snapshot,
                parameters,
                event -> RecordPages.ownSite(caller, event)
                        ? Optional.of(inClear(event, parameters.record(), subjects))
                        : Optional.empty());
        return new Shown(page, subjects);
    }

    @Override
    public String cursor() {
        return "from";
    }

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    private JsonNode inClear(ProjectedEvent recorded, TrialRecord record, SortedSet<String> subjects) {
        TrialEvent event = opened.apply(recorded).event();
        ObjectNode payload = SealedFields.withhold(event);
        for (SealedField field : SealedField.of(event)) {
            Sealed<?> sealed = field.value();
            if (sealed != null) {
                JsonNode content = EventJson.mapper().valueToTree(sealed.opened());
                payload.set(field.name(), content);
                if (!content.isEmpty()
                        || (content.isString() && !content.stringValue().isEmpty())) {
                    event.aboutSubject().ifPresent(subject -> subjects.add(subject.value()));
                }
            }
        }
        if (event instanceof ReadSubmitted submitted && submitted.revealing() != null) {
            OfRead.subject(record, submitted.read(), recorded.position())
                    .ifPresent(subject -> subjects.add(subject.value()));
        }
        return payload;
    }

    /// Whose recording was read: the line of a read does not say.
    private record OfRead(ReadCode recording, @Nullable SubjectId subject) {

        static Optional<SubjectId> subject(TrialRecord record, ReadCode read, long before) {
            return registered(record, read, before)
                    .flatMap(first -> first.subject() == null
                            ? registered(record, first.recording(), before)
                            : Optional.of(first))
                    .map(OfRead::subject);
        }

        private static Optional<OfRead> registered(TrialRecord record, ReadCode read, long before) {
            return Arrays.stream(record.withTag(EventTag.of(read), before))
                    .mapToObj(record::event)
                    .flatMap(Optional::stream)
                    .flatMap(projected -> switch (projected.event()) {
                        case ReadRegistered e -> Stream.of(new OfRead(e.read(), e.subject()));
                        case FurtherReadRegistered e -> Stream.of(new OfRead(e.of(), null));
                        default -> Stream.<OfRead>of();
                    })
                    .findFirst();
        }
    }
}
