package org.trialbook.view.unblinded.subject;

import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;
import static org.trialbook.view.unblinded.subject.TreatmentProjection.TREATMENTS;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.unblinded.UnblindedAnswers;
import org.trialbook.view.unblinded.UnblindedAnswers.Shown;
import org.trialbook.view.unblinded.crossovers.CrossoversView;

/// `GET …/unblinded/subjects/{subject}`
@RestController
public final class TreatmentEndpoint {

    private final UnblindedAnswers answers;

    public TreatmentEndpoint(UnblindedAnswers answers) {
        this.answers = answers;
    }

    /// @param received the leads that stayed, in the order they were placed, each with the arms it is a treatment of
    record TreatmentAnswer(
            String subject,
            @Nullable String site,
            @Nullable String arm,
            @Nullable String stratum,
            @Nullable Integer randomizationNumber,
            @Nullable LocalDate randomizedOn,
            List<Received> received,
            List<?> attempts,
            List<CrossoversView.Request> crossovers,
            List<?> revealing,
            List<?> corrections,
            @Nullable String withdrawalNote) {}

    /// @param treatmentOf arms whose own treatment the lead is
    /// @param adjunctOf arms in which the lead may be added without being a crossover
    record Received(String lead, LocalDate performedOn, List<String> treatmentOf, List<String> adjunctOf) {}

    @Asks(Question.UNBLINDED_SUBJECT)
    @GetMapping(Paths.UNBLINDED + "/subjects/{subject}")
    public ResponseEntity<byte[]> subject(
            Caller caller,
            @PathVariable StudyId study,
            @PathVariable SubjectId subject,
            @RequestParam @Nullable String asOf) {
        Permissions.require(caller, Question.UNBLINDED_SUBJECT);
        Permissions.ownSubject(caller, subject);
        return answers.answer(caller, Question.UNBLINDED_SUBJECT, asOf, snapshot -> {
            TreatmentView view = snapshot.one(TREATMENTS, subject.value()).orElseThrow(NoSuchException::subject);
            return new Shown<>(
                    QueryResponses.Body.whole(answer(caller, subject, snapshot, study, view)), Set.of(subject.value()));
        });
    }

    private TreatmentAnswer answer(
            Caller caller, SubjectId subject, Snapshot snapshot, StudyId study, TreatmentView view) {
        List<CrossoversView.Request> crossovers = snapshot.one(CROSSOVERS, view.subject())
                .map(found -> List.copyOf(found.requests().values()))
                .orElse(List.of());
        return new TreatmentAnswer(
                view.subject(),
                view.site(),
                view.arm(),
                view.stratum(),
                view.randomizationNumber(),
                view.randomizedOn(),
                received(view, ProtocolInForce.at(snapshot, study)),
                placed(caller, subject, view.attempts()),
                crossovers,
                placed(caller, subject, view.revealing()),
                placed(caller, subject, view.corrections()),
                view.withdrawalNote());
    }

    private List<Object> placed(Caller caller, SubjectId subject, List<?> entries) {
        return entries.stream()
                .map(entry -> answers.placed(caller, subject, entry))
                .toList();
    }

    private static List<Received> received(TreatmentView view, Optional<Protocol> protocol) {
        List<Protocol.Arm> arms = protocol.map(Protocol::arms).orElse(List.of());
        return view.attempts().stream()
                .filter(attempt -> attempt.detail().successful())
                .map(attempt -> {
                    String lead = attempt.detail().lead();
                    return new Received(
                            lead,
                            attempt.performedOn(),
                            arms.stream()
                                    .filter(arm -> arm.treatment().contains(lead))
                                    .map(arm -> arm.code().value())
                                    .toList(),
                            arms.stream()
                                    .filter(arm -> arm.adjunct().contains(lead))
                                    .map(arm -> arm.code().value())
                                    .toList());
                })
                .toList();
    }
}
