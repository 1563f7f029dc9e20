package org.trialbook.trial.deviation;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Crossover;
import org.trialbook.event.OtherArmTreatment;
import org.trialbook.event.RuleEvent.OtherArmTreatmentRecorded;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.ArmTreatment;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Records as a deviation that a subject received another arm's treatment, though no crossover was asked for: each
/// finding once, and again where a correction has made it another.
public final class RecordOtherArmTreatment
        extends SubjectAct<RecordOtherArmTreatment.Body, RecordOtherArmTreatment.Treated> {

    /// @param attempt by which it was received, from 1
    /// @param note sealed, because it may tell the arm
    public record Body(
            int attempt, @Text(form = Text.Form.NOTE) String note) {}

    public RecordOtherArmTreatment() {
        super("record-other-arm-treatment", Body.class, INVESTIGATOR, IMPLANTER, UNBLINDED_MONITOR);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected boolean tellsTheArm() {
        return true;
    }

    /// The subject, the crossovers that were asked for, and what was recorded of it.
    public static final class Treated implements Fold, OfSubject {
        private final SubjectState subject = new SubjectState();
        private final Map<Integer, Sealed<Crossover>> asked = new TreeMap<>();
        private final Set<OtherArmTreatment> recorded = new HashSet<>();

        @Override
        public SubjectState subject() {
            return subject;
        }

        @Override
        public void apply(RecordedEvent event) {
            subject.apply(event);
            switch (event.event()) {
                case CrossoverRequested e -> asked.put(e.crossover(), e.detail());
                case CrossoverDenied e -> asked.remove(e.crossover());
                case OtherArmTreatmentRecorded e -> recorded.add(e.treatment().opened());
                default -> {}
            }
        }

        private Optional<OtherArmTreatment> finding(int attempt) {
            return subject.arm().stream()
                    .flatMap(arm ->
                            ArmTreatment.ofOthers(
                                    subject.newest(), arm, subject.attempts().placed(), arms())
                                    .stream())
                    .filter(found -> found.attempt() == attempt)
                    .findFirst();
        }

        private List<ArmCode> arms() {
            return asked.values().stream().map(detail -> detail.opened().to()).toList();
        }
    }

    @Override
    public Treated initial(Command<SubjectId, Body> command) {
        return new Treated();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, Treated>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::mayKnowTheArm,
                RecordOtherArmTreatment::isFound,
                RecordOtherArmTreatment::isNew);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, Treated treated) {
        Body body = command.body();
        return Outcome.recorded(new OtherArmTreatmentRecorded(
                command.study(),
                command.target(),
                command.target().site(),
                Sealed.of(treated.finding(body.attempt()).orElseThrow()),
                Sealed.of(body.note())));
    }

    private static @Nullable Refusal isFound(Command<SubjectId, Body> command, Treated treated) {
        int attempt = command.body().attempt();
        return treated.finding(attempt).isPresent()
                ? null
                : RecordFoundDeviation.NO_SUCH_FINDING.with("attempt", attempt);
    }

    private static @Nullable Refusal isNew(Command<SubjectId, Body> command, Treated treated) {
        return treated.recorded.contains(
                        treated.finding(command.body().attempt()).orElseThrow())
                ? SharedReasons.alreadyRecorded("as it was found")
                : null;
    }
}
