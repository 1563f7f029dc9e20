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

/// `POST /api/v1/studies/{study}/reads/acts/sample-rereads`
@RestController
final class SampleRereadsEndpoint {

    private static final int MOST = 200;

    /// @param kind `intra-reader` or `inter-reader`
    /// @param count how many recordings; fewer when there are not so many
    record Request(
            String modality,
            String kind,
            int count,
            @Nullable String occurredAt) {}

    private final ActDesk desk;
    private final ReadCodes codes;

    SampleRereadsEndpoint(ActDesk desk, ReadCodes codes) {
        this.desk = desk;
        this.codes = codes;
    }

    @PostMapping("/api/v1/studies/{study}/reads/acts/sample-rereads")
    ResponseEntity<Object> post(
            @PathVariable StudyId study, IdempotencyKey key, @RequestBody Request body, Caller caller) {
        Received received = new Received(Act.SAMPLE_REREADS, study, "reads", caller, key, body, body.occurredAt());
        return desk.central(
                received,
                context -> new SampleRereads(
                        context,
                        Given.text("modality", body.modality(), 40),
                        Given.oneOf(
                                "kind",
                                body.kind(),
                                List.of(Purpose.INTRA_READER.stored(), Purpose.INTER_READER.stored())),
                        codes.next(count(body.count())),
                        codes.lot()));
    }

    private static int count(int given) {
        if (given < 1 || given > MOST) {
            throw new ProblemException(Problems.invalidField("count", "from 1 to " + MOST));
        }
        return given;
    }
}
