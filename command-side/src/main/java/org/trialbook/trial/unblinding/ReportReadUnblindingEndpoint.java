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
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;
import org.trialbook.trial.reading.ReadFamilies;

/// `POST /api/v1/studies/{study}/reads/{read}/acts/report-read-unblinding`
@RestController
final class ReportReadUnblindingEndpoint {

    /// @param reason a code of the protocol's ways in which somebody learns an arm without being meant to
    /// @param on the day on which the caller learned it
    record Request(
            String reason,
            LocalDate on,
            String note,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadFamilies families;

    ReportReadUnblindingEndpoint(ActDesk desk, ReadFamilies families) {
        this.desk = desk;
        this.families = families;
    }

    @PostMapping("/api/v1/studies/{study}/reads/{read}/acts/report-read-unblinding")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable ReadCode read,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.REPORT_READ_UNBLINDING, study, read, caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new ReportReadUnblinding(
                        context,
                        read,
                        families.of(read),
                        body.reason(),
                        body.on(),
                        Given.text("note", body.note(), 500)));
    }
}
