package org.trialbook.trial.unblinding;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/enter-code-break`
@RestController
final class EnterCodeBreakEndpoint {

    /// @param issue which of the site's issues of envelopes it was from
    /// @param reason a code of the protocol's reasons for an emergency
    /// @param recipient who opened it: name and function
    /// @param occurredAt when it was opened
    record Request(int issue, String reason, String recipient, String note, String occurredAt) {}

    private final ActDesk desk;

    EnterCodeBreakEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/enter-code-break")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.ENTER_CODE_BREAK, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new EnterCodeBreak(
                        context,
                        subject,
                        body.issue(),
                        body.reason(),
                        Given.text("recipient", body.recipient(), 200),
                        Given.text("note", body.note(), 500)));
    }
}
