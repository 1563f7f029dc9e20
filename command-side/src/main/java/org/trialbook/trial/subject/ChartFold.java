package org.trialbook.trial.subject;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.Value;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.subject.Chart.History;
import org.trialbook.trial.subject.Chart.History.Pending;
import org.trialbook.trial.subject.Chart.Subject;

/// The chart after one more event.
public final class ChartFold {

    private ChartFold() {}

    public static Chart evolve(Chart chart, TrialEvent event) {
        Chart next = evolved(chart, event);
        return new Chart(next.protocol(), chart.seals().after(event), next.siteOpen(), next.subject());
    }

    private static Chart evolved(Chart chart, TrialEvent event) {
        return switch (event) {
            case StudyEvent.ProtocolPublished published ->
                new Chart(Protocols.of(published), chart.seals(), chart.siteOpen(), chart.subject());
            case StudyEvent.SiteOpened ignored -> new Chart(chart.protocol(), chart.seals(), true, chart.subject());
            case StudyEvent ignored -> chart;
            case SubjectEvent.SubjectRegistered registered ->
                new Chart(
                        chart.protocol(),
                        chart.seals(),
                        chart.siteOpen(),
                        new Subject.Enrolled(History.of(registered.registeredOn())));
            case SubjectEvent.SubjectWithdrawn withdrawn ->
                new Chart(
                        chart.protocol(),
                        chart.seals(),
                        chart.siteOpen(),
                        new Subject.Withdrawn(chart.history().orElseThrow(), withdrawn.withdrawnOn()));
            case SubjectEvent subject -> with(chart, history -> evolve(history, subject));
            case ReadingEvent.ReadRegistered read ->
                with(
                        chart,
                        history -> new Change(history)
                                .read(
                                        read.visit() + "/" + read.modality(),
                                        read.read().value())
                                .history());
            case ReadingEvent ignored -> chart;
            case ActRefused ignored -> chart;
        };
    }

    private static Chart with(Chart chart, UnaryOperator<History> change) {
        Subject subject = switch (chart.subject()) {
            case Subject.Unregistered unregistered -> unregistered;
            case Subject.Enrolled(History history) -> new Subject.Enrolled(change.apply(history));
            case Subject.Withdrawn(History history, LocalDate on) -> new Subject.Withdrawn(change.apply(history), on);
        };
        return new Chart(chart.protocol(), chart.seals(), chart.siteOpen(), subject);
    }

    private static History evolve(History history, SubjectEvent event) {
        Change change = new Change(history);
        return switch (event) {
            case SubjectEvent.SubjectRegistered ignored -> history;
            case SubjectEvent.ConsentSigned e ->
                change.milestone("sign-consent", e.signedOn()).history();
            case SubjectEvent.EligibilityConfirmed e ->
                change.milestone("confirm-eligibility", e.confirmedOn())
                        .strata(e.strata())
                        .history();
            case SubjectEvent.EligibilityNotMet ignored -> history;
            case SubjectEvent.SubjectRandomized e ->
                change.milestone("randomize", e.randomizedOn())
                        .arm(e.arm().opened())
                        .history();
            case SubjectEvent.ImplantAttempted e ->
                change.milestone("record-implant-attempt", e.performedOn())
                        .attempts(e.attempt())
                        .history();
            case SubjectEvent.CrossoverRequested e ->
                change.pending(new Pending(
                                e.crossover(), e.requestedBy(), e.detail().opened()))
                        .requests(e.crossover())
                        .history();
            case SubjectEvent.CrossoverApproved ignored ->
                change.pending(null).crossedOver().history();
            case SubjectEvent.CrossoverDenied ignored -> change.pending(null).history();
            case SubjectEvent.VisitDone e -> change.visit(e.visit(), true).history();
            case SubjectEvent.VisitMissed e -> change.visit(e.visit(), false).history();
            case SubjectEvent.AssessmentRecorded e -> {
                Map<String, Value> answers = new TreeMap<>(e.values());
                if (e.revealing() != null) {
                    answers.putAll(e.revealing().opened());
                }
                yield change.form(e.visit() + "/" + e.form(), answers).history();
            }
            case SubjectEvent.ValueCorrected e -> {
                var correction = e.correction() != null
                        ? e.correction()
                        : Objects.requireNonNull(e.revealing()).opened();
                String form = e.visit() + "/" + e.form();
                Map<String, Value> answers = new TreeMap<>(history.forms().getOrDefault(form, Map.of()));
                if (correction.to() == null) {
                    answers.remove(correction.item());
                } else {
                    answers.put(correction.item(), correction.to());
                }
                yield change.form(form, answers).history();
            }
            case SubjectEvent.SubjectWithdrawn ignored -> history;
            case SubjectEvent.SubjectUnblinded ignored -> history;
            case SubjectEvent.UnblindingAssessed ignored -> history;
            case SubjectEvent.DeviationRecorded ignored -> history;
        };
    }

    /// A history with some of its parts replaced; the others stay.
    private static final class Change {

        private final History before;
        private @Nullable SortedMap<String, LocalDate> milestones;
        private @Nullable Map<String, String> strata;
        private @Nullable ArmCode arm;
        private @Nullable Map<String, Boolean> visits;
        private @Nullable Map<String, Map<String, Value>> forms;
        private @Nullable Map<String, String> reads;
        private int attempts;
        private int requests;
        private @Nullable Pending pending;
        private boolean crossedOver;

        Change(History before) {
            this.before = before;
            this.attempts = before.attempts();
            this.requests = before.requests();
            this.pending = before.pending();
            this.crossedOver = before.crossedOver();
            this.arm = before.arm();
        }

        Change milestone(String act, LocalDate day) {
            milestones = new TreeMap<>(before.milestones());
            milestones.merge(act, day, (known, other) -> other.isBefore(known) ? other : known);
            return this;
        }

        Change strata(Map<String, String> levels) {
            strata = Map.copyOf(levels);
            return this;
        }

        Change arm(ArmCode allocated) {
            arm = allocated;
            return this;
        }

        Change attempts(int number) {
            attempts = number;
            return this;
        }

        Change requests(int number) {
            requests = number;
            return this;
        }

        Change pending(@Nullable Pending request) {
            pending = request;
            return this;
        }

        Change crossedOver() {
            crossedOver = true;
            return this;
        }

        Change visit(String visit, boolean done) {
            visits = new HashMap<>(before.visits());
            visits.put(visit, done);
            return this;
        }

        Change form(String form, Map<String, Value> answers) {
            forms = new HashMap<>(before.forms());
            forms.put(form, Map.copyOf(answers));
            return this;
        }

        Change read(String recording, String code) {
            reads = new HashMap<>(before.reads());
            reads.put(recording, code);
            return this;
        }

        History history() {
            return new History(
                    milestones != null ? milestones : before.milestones(),
                    strata != null ? strata : before.strata(),
                    arm,
                    attempts,
                    visits != null ? visits : before.visits(),
                    forms != null ? forms : before.forms(),
                    reads != null ? reads : before.reads(),
                    requests,
                    pending,
                    crossedOver);
        }
    }
}
