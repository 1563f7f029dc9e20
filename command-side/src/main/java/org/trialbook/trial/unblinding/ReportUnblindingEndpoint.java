package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
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

/// `POST /api/v1/studies/{study}/subjects/{subject}/acts/report-unblinding`
@RestController
final class ReportUnblindingEndpoint {

    /// @param reason a code of the protocol's ways in which somebody learns an arm without being meant to
    /// @param recipient who learned it: name and function
    record Request(
            String reason,
            String recipient,
            LocalDate on,
            String note,
            @Nullable String occurredAt) {}

    private final ActDesk desk;

    ReportUnblindingEndpoint(ActDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/report-unblinding")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.REPORT_UNBLINDING, study, subject, caller, key, body, body.occurredAt());
        return desk.onSubject(
                received,
                subject,
                context -> new ReportUnblinding(
                        context,
                        subject,
                        body.reason(),
                        Given.text("recipient", body.recipient(), 200),
                        body.on(),
                        Given.text("note", body.note(), 500)));
    }
}
