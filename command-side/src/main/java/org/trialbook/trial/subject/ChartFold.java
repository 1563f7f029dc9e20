package org.trialbook.trial.subject;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.trialbook.protocol.SubjectDays;
import org.trialbook.protocol.VisitAnchors;
import org.trialbook.trial.subject.Chart.History;
import org.trialbook.trial.subject.Chart.History.Pending;
import org.trialbook.trial.subject.Chart.History.Recorded;
import org.trialbook.trial.subject.Chart.Subject;

/// The chart after one more event.
public final class ChartFold {

    private static final String ELIGIBILITY = "confirm-eligibility";

    private ChartFold() {}

    public static Chart evolve(Chart chart, TrialEvent event) {
        return new Chart(
                event instanceof StudyEvent.ProtocolPublished published ? Protocols.of(published) : chart.protocol(),
                chart.versions().after(event),
                chart.seals().after(event),
                event instanceof StudyEvent.SiteOpened opened ? ZoneId.of(opened.zone()) : chart.siteZone(),
                subject(chart, event));
    }

    private static Subject subject(Chart chart, TrialEvent event) {
        return switch (event) {
            case SubjectEvent.SubjectRegistered registered -> new Subject.Enrolled(History.of(registered));
            case SubjectEvent.SubjectWithdrawn withdrawn ->
                new Subject.Withdrawn(chart.history().orElseThrow(), withdrawn.withdrawnOn());
            case SubjectEvent subject -> with(chart, history -> evolve(history, subject));
            case ReadingEvent.ReadRegistered read ->
                with(
                        chart,
                        history -> new Change(history, history.anchors(), history.days())
                                .read(
                                        read.visit() + "/" + read.modality(),
                                        read.read().value())
                                .history());
            case ReadingEvent.ReadSubmitted read -> with(chart, history -> submitted(chart, history, read));
            case StudyEvent ignored -> chart.subject();
            case ReadingEvent ignored -> chart.subject();
            case ActRefused ignored -> chart.subject();
        };
    }

    /// Of the reads only those count that the protocol lets an act wait for.
    private static History submitted(Chart chart, History history, ReadingEvent.ReadSubmitted read) {
        Set<String> asked = ReadsAskedFor.of(chart.protocol(), history);
        return asked.contains(read.read().value())
                ? new Change(history, history.anchors(), history.days())
                        .submitted(read.read().value())
                        .history()
                : history;
    }

    private static Subject with(Chart chart, UnaryOperator<History> change) {
        return switch (chart.subject()) {
            case Subject.Unregistered unregistered -> unregistered;
            case Subject.Enrolled(History history) -> new Subject.Enrolled(change.apply(history));
            case Subject.Withdrawn(History history, LocalDate on) -> new Subject.Withdrawn(change.apply(history), on);
        };
    }

    private static History evolve(History history, SubjectEvent event) {
        Change change = new Change(
                history,
                VisitAnchors.after(history.anchors(), event),
                history.days().after(event));
        return switch (event) {
            case SubjectEvent.SubjectRegistered ignored -> history;
            case SubjectEvent.ConsentSigned e ->
                change.told("sign-consent", e.signedOn()).history();
            case SubjectEvent.EligibilityConfirmed e ->
                change.eligible(e.confirmedOn()).strata(e.strata()).history();
            case SubjectEvent.EligibilityNotMet e ->
                change.notEligible(e.assessedOn()).history();
            case SubjectEvent.SubjectRandomized e ->
                change.told("randomize", e.randomizedOn()).arm(e.arm().opened()).history();
            case SubjectEvent.ImplantAttempted e -> {
                Change attempted = e.attempt() == 1
                        ? change.told("record-implant-attempt", e.performedOn())
                        : change.milestone("record-implant-attempt", e.performedOn());
                if (e.detail().opened().successful()) {
                    attempted = attempted.milestone(History.SUCCEEDED, e.performedOn());
                }
                yield attempted.attempts(e.attempt()).history();
            }
            case SubjectEvent.CrossoverRequested e ->
                change.pending(new Pending(
                                e.crossover(), e.requestedBy(), e.detail().opened()))
                        .requests(e.crossover())
                        .history();
            case SubjectEvent.CrossoverApproved ignored ->
                change.pending(null).crossedOver().history();
            case SubjectEvent.CrossoverDenied ignored -> change.pending(null).history();
            case SubjectEvent.VisitDone e ->
                change.told("record-visit", e.doneOn()).visit(e.visit(), true).history();
            case SubjectEvent.VisitMissed e -> change.visit(e.visit(), false).history();
            case SubjectEvent.AssessmentRecorded e -> {
                Map<String, Value> answers = new TreeMap<>(e.values());
                if (e.revealing() != null) {
                    answers.putAll(e.revealing().opened());
                }
                yield change.told("record-assessment", e.assessedOn())
                        .form(e.visit() + "/" + e.form(), answers)
                        .history();
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
        private final SortedMap<String, LocalDate> anchors;
        private final SubjectDays days;
        private @Nullable SortedMap<String, LocalDate> milestones;
        private Recorded latest;
        private @Nullable Map<String, String> strata;
        private @Nullable ArmCode arm;
        private @Nullable Map<String, Boolean> visits;
        private @Nullable Map<String, Map<String, Value>> forms;
        private @Nullable Map<String, String> reads;
        private Set<String> submitted;
        private int attempts;
        private int requests;
        private @Nullable Pending pending;
        private boolean crossedOver;

        Change(History before, SortedMap<String, LocalDate> anchors, SubjectDays days) {
            this.before = before;
            this.anchors = anchors;
            this.submitted = before.submitted();
            this.days = days;
            this.latest = before.latest();
            this.attempts = before.attempts();
            this.requests = before.requests();
            this.pending = before.pending();
            this.crossedOver = before.crossedOver();
            this.arm = before.arm();
        }

        /// What was recorded first stays: a further attempt, whatever its date, changes nothing for anybody blinded.
        Change milestone(String act, LocalDate day) {
            milestones = new TreeMap<>(milestones != null ? milestones : before.milestones());
            milestones.putIfAbsent(act, day);
            return this;
        }

        /// A milestone that the blinded are told of: its day may speak against another act of theirs.
        Change told(String act, LocalDate day) {
            return milestone(act, day).latest(act, day);
        }

        private Change latest(String act, LocalDate day) {
            latest = day.isAfter(before.latest().on()) ? new Recorded(act, day) : before.latest();
            return this;
        }

        /// The newest assessment counts: an earlier one was corrected by it.
        Change eligible(LocalDate day) {
            milestones = new TreeMap<>(before.milestones());
            milestones.put(ELIGIBILITY, day);
            return latest(ELIGIBILITY, day);
        }

        Change notEligible(LocalDate day) {
            milestones = new TreeMap<>(before.milestones());
            milestones.remove(ELIGIBILITY);
            return latest(ELIGIBILITY, day);
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

        Change submitted(String code) {
            submitted = new HashSet<>(before.submitted());
            submitted.add(code);
            return this;
        }

        History history() {
            return new History(
                    milestones != null ? milestones : before.milestones(),
                    latest,
                    anchors,
                    days,
                    strata != null ? strata : before.strata(),
                    arm,
                    attempts,
                    visits != null ? visits : before.visits(),
                    forms != null ? forms : before.forms(),
                    reads != null ? reads : before.reads(),
                    submitted,
                    requests,
                    pending,
                    crossedOver);
        }
    }
}
