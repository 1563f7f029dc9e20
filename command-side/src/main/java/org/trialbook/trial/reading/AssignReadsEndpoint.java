package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Act;
import org.trialbook.access.Caller;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.ActDesk;
import org.trialbook.trial.act.ActDesk.Received;
import org.trialbook.trial.act.Given;

/// `POST /api/v1/studies/{study}/reads/acts/assign-reads`
@RestController
final class AssignReadsEndpoint {

    private static final int MOST_READERS = 100;

    /// @param readers the ids of the accounts among which the reads are shared out
    /// @param reason why they may be of few subjects, such as the last recordings of a trial
    record Request(
            String modality,
            List<String> readers,
            @Nullable String reason,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadCodes codes;

    AssignReadsEndpoint(ActDesk desk, ReadCodes codes) {
        this.desk = desk;
        this.codes = codes;
    }

    @PostMapping("/api/v1/studies/{study}/reads/acts/assign-reads")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.ASSIGN_READS, study, "reads", caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new AssignReads(
                        context,
                        Given.text("modality", body.modality(), 40),
                        readers(body.readers()),
                        OpenReadingBatchEndpoint.reason(body.reason()),
                        codes.next(DueAdjudications.MOST),
                        codes.lot()));
    }

    private static List<String> readers(List<String> given) {
        if (given.isEmpty()
                || given.size() > MOST_READERS
                || given.stream().distinct().count() < given.size()) {
            throw new ProblemException(
                    Problems.invalidField("readers", "1 to %d accounts, each once".formatted(MOST_READERS)));
        }
        return given.stream().map(reader -> Given.text("readers", reader, 200)).toList();
    }
}
