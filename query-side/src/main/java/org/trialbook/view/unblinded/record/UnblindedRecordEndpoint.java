package org.trialbook.view.unblinded.record;

import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.sealing.SealedField;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.record.RecordQuestion;
import org.trialbook.view.record.SealedFields;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.UnblindedAnswers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET …/unblinded/record`: every event, a sealed field as what it holds.
@RestController
public final class UnblindedRecordEndpoint {

    private final UnblindedAnswers answers;
    private final OpenedEvents opened;

    public UnblindedRecordEndpoint(UnblindedAnswers answers, OpenedEvents opened) {
        this.answers = answers;
        this.opened = opened;
    }

    @Asks(Question.UNBLINDED_RECORD)
    @GetMapping(Paths.UNBLINDED + "/record")
    ResponseEntity<byte[]> record(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String limit) {
        Permissions.require(caller, Question.UNBLINDED_RECORD);
        return answers.fromRecord(
                caller,
                Question.UNBLINDED_RECORD,
                (unblinded, subjects) -> RecordQuestion.answer(
                        unblinded,
                        caller,
                        asOf,
                        from,
                        limit,
                        event -> RecordQuestion.ownSite(caller, event)
                                ? Optional.of(inClear(event, subjects))
                                : Optional.empty()));
    }

    private JsonNode inClear(ProjectedEvent recorded, SortedSet<String> subjects) {
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
        return payload;
    }
}
