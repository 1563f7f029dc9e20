package org.trialbook.view.unblinded.subject;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;
import static org.trialbook.view.unblinded.subject.TreatmentProjection.TREATMENTS;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Arm;
import org.trialbook.protocol.Formulas;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.unblinded.Shown;
import org.trialbook.view.unblinded.crossovers.CrossoversView;

/// One subject's arm and what was done.
public final class TreatmentQuestion extends Question<Shown> {

    public TreatmentQuestion() {
        super(SharedQuestions.UNBLINDED_SUBJECT, "/unblinded/subjects/{subject}", List.of());
    }

    /// @param received the leads that stayed, in the order they were placed, each with the arms it is a treatment
    ///     of
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

    /// @param calculated item code → what follows from the answers, as the version computes it under which it was
    ///     recorded
    /// @param enteredInError why it was; null of one that counts
    record AttemptMade(
            long position,
            int attempt,
            LocalDate performedOn,
            ImplantAttempt detail,
            SortedMap<String, ItemValue> calculated,
            @Nullable String enteredInError) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        String subject = parameters.subject().value();
        TreatmentView view = snapshot.one(TREATMENTS, subject).orElseThrow(NoSuchException::subject);
        return new Shown(QuestionAnswer.whole(answer(caller, snapshot, parameters, view)), Set.of(subject));
    }

    private static TreatmentAnswer answer(Caller caller, Snapshot snapshot, Parameters parameters, TreatmentView view) {
        Optional<Protocol> protocol = ProtocolInForce.at(snapshot, parameters.study());
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
                received(view, protocol),
                placed(caller, parameters, attempts(view, snapshot, parameters)),
                crossovers,
                placed(caller, parameters, view.revealing()),
                placed(caller, parameters, view.corrections()),
                view.withdrawalNote());
    }

    private static List<AttemptMade> attempts(TreatmentView view, Snapshot snapshot, Parameters parameters) {
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        Optional<SubjectView> subject = snapshot.one(SUBJECTS, view.subject());
        return view.attempts().stream()
                .map(made -> new AttemptMade(
                        made.position(),
                        made.attempt(),
                        made.performedOn(),
                        made.detail(),
                        new TreeMap<>(subject.flatMap(known -> protocols.of(known, made.position()))
                                .map(held -> Formulas.calculated(
                                        held.implant().form(), made.detail().values()))
                                .orElse(Map.of())),
                        made.enteredInError()))
                .toList();
    }

    private static List<Object> placed(Caller caller, Parameters parameters, List<?> entries) {
        return entries.stream()
                .map(entry -> parameters.placed(caller, parameters.subject(), entry))
                .toList();
    }

    private static List<Received> received(TreatmentView view, Optional<Protocol> protocol) {
        List<Arm> arms = protocol.map(Protocol::arms).orElse(List.of());
        return view.attempts().stream()
                .filter(attempt -> attempt.counts()
                        && attempt.detail().successful()
                        && attempt.detail().lead() != null)
                .map(attempt -> {
                    String lead = Objects.requireNonNull(attempt.detail().lead());
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
