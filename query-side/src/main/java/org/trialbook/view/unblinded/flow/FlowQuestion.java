package org.trialbook.view.unblinded.flow;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;
import static org.trialbook.view.unblinded.flow.ReceivedProjection.RECEIVED;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.casebook.SubjectProgress;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.unblinded.Shown;
import org.trialbook.view.unblinded.allocation.AllocationView;
import org.trialbook.view.unblinded.crossovers.CrossoversView;

/// The participant flow by arm, from the allocation on, as CONSORT 2025 draws it: who received what, who crossed
/// over, who left and why, and which visits took place.
public final class FlowQuestion extends Question<Shown> {

    public FlowQuestion() {
        super(SharedQuestions.UNBLINDED_FLOW, "/unblinded/flow", List.of());
    }

    record FlowAnswer(SortedMap<String, OfArm> arms) {}

    /// @param received in whom a lead stayed that is the arm's own treatment
    /// @param receivedOther in whom leads stayed, and none of the arm's own
    /// @param receivedNone in whom no lead stayed
    /// @param crossedOver with an approved crossover
    /// @param withdrawn reason → subjects
    /// @param visitsDone visit → subjects
    /// @param visitsMissed visit → subjects
    record OfArm(
            int allocated,
            int received,
            int receivedOther,
            int receivedNone,
            int crossedOver,
            SortedMap<String, Integer> withdrawn,
            SortedMap<String, Integer> visitsDone,
            SortedMap<String, Integer> visitsMissed) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        Protocol protocol = ProtocolInForce.at(snapshot, parameters.study()).orElse(null);
        SortedMap<String, Counting> arms = new TreeMap<>();
        if (protocol != null) {
            protocol.arms().forEach(arm -> arms.put(arm.code().value(), new Counting(arm.treatment())));
        }
        SortedMap<String, AllocationView> allocation = snapshot.all(ALLOCATION);
        Courses courses = new Courses(snapshot.all(RECEIVED), snapshot.all(CROSSOVERS), snapshot.all(SUBJECTS));
        allocation
                .values()
                .forEach(allocated -> arms.computeIfAbsent(allocated.arm(), arm -> new Counting(List.of()))
                        .count(allocated.subject(), courses));
        SortedMap<String, OfArm> flow = new TreeMap<>();
        arms.forEach((arm, counted) -> flow.put(arm, counted.ofArm()));
        // With few subjects a count is about one of them: it shows something of everybody in it.
        return new Shown(QuestionAnswer.whole(new FlowAnswer(flow)), allocation.keySet());
    }

    /// What became of subjects, by subject.
    private record Courses(
            Map<String, ReceivedView> received,
            Map<String, CrossoversView> crossovers,
            Map<String, SubjectView> subjects) {}

    private static final class Counting {
        private final List<String> treatment;
        private int allocated;
        private int received;
        private int receivedOther;
        private int crossedOver;
        private final SortedMap<String, Integer> withdrawn = new TreeMap<>();
        private final SortedMap<String, Integer> done = new TreeMap<>();
        private final SortedMap<String, Integer> missed = new TreeMap<>();

        Counting(List<String> treatment) {
            this.treatment = treatment;
        }

        void count(String subject, Courses courses) {
            allocated++;
            SortedSet<String> leads = Optional.ofNullable(courses.received().get(subject))
                    .map(ReceivedView::leads)
                    .orElse(Collections.emptySortedSet());
            if (leads.stream().anyMatch(treatment::contains)) {
                received++;
            } else if (!leads.isEmpty()) {
                receivedOther++;
            }
            crossedOver += Optional.ofNullable(courses.crossovers().get(subject))
                    .filter(view -> view.requests().values().stream()
                            .anyMatch(request -> request.status() == CrossoversView.Status.APPROVED))
                    .map(view -> 1)
                    .orElse(0);
            Optional.ofNullable(courses.subjects().get(subject)).ifPresent(this::count);
        }

        private void count(SubjectView subject) {
            SubjectProgress.Withdrawal withdrawal = subject.progress().withdrawal();
            if (withdrawal != null) {
                withdrawn.merge(withdrawal.reason(), 1, Integer::sum);
            }
            subject.visits()
                    .outcomes()
                    .forEach((visit, outcome) -> (outcome.done() ? done : missed).merge(visit, 1, Integer::sum));
        }

        OfArm ofArm() {
            return new OfArm(
                    allocated,
                    received,
                    receivedOther,
                    allocated - received - receivedOther,
                    crossedOver,
                    withdrawn,
                    done,
                    missed);
        }
    }
}
