package org.trialbook.trial.reading;

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

/// `POST /api/v1/studies/{study}/reads/{read}/acts/assign-read`
@RestController
final class AssignReadEndpoint {

    /// @param reader the id of the reader's account
    record Request(String reader, @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadFamilies families;

    AssignReadEndpoint(ActDesk desk, ReadFamilies families) {
        this.desk = desk;
        this.families = families;
    }

    @PostMapping("/api/v1/studies/{study}/reads/{read}/acts/assign-read")
    ResponseEntity<Object> post(
            @PathVariable StudyId study,
            @PathVariable ReadCode read,
            IdempotencyKey key,
            @RequestBody Request body,
            Caller caller) {
        Received received = new Received(Act.ASSIGN_READ, study, read, caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new AssignRead(context, read, families.of(read), Given.text("reader", body.reader(), 200)));
    }
}
