package org.trialbook.trial.unblinding;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.SignIn;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/unblind-subject`
@RestController
final class UnblindSubjectEndpoint {

    /// @param reason a code of the protocol's reasons for an emergency
    /// @param recipient who is told: name and function
    record Request(
            String reason,
            String recipient,
            String note,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    UnblindSubjectEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/unblind-subject")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller,
            SignIn signIn) {
        Received received = new Received(Act.UNBLIND_SUBJECT, study, subject, caller, key, body, body.occurredAt());
        return desk.freshlyOnSubject(
                received,
                signIn,
                subject,
                context -> new UnblindSubject(
                        context,
                        subject,
                        body.reason(),
                        Given.text("recipient", body.recipient(), 200),
                        Given.text("note", body.note(), 500)));
    }
}
