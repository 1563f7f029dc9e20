package org.trialbook.view.unblinded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.crossovers.CrossoverProjection.CROSSOVERS;
import static org.trialbook.view.unblinded.subject.TreatmentProjection.TREATMENTS;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.StillSealedException;
import org.trialbook.casebook.OddDays;
import org.trialbook.event.ItemValue;
import org.trialbook.view.projection.Folding;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Story;
import org.trialbook.view.unblinded.crossovers.CrossoversView;
import org.trialbook.view.unblinded.subject.TreatmentView;

class UnblindedFoldsTest {

    private final Story story = new Story()
            .then(registered("01-001"))
            .then(randomized("01-001", 1, "BVP"))
            .then(tried("01-001", 1, "coronary-sinus", "difficult-cs-cannulation"))
            .then(asked("01-001", 1, "BVP", "CSP", "difficult-cs-cannulation"));

    private <V> V opened(Projection<V> projection, String id) {
        var events = story.events(0, story.size(), new OpenedEvents(story.key()));
        return Objects.requireNonNull(Folding.fold(projection, events).get(id)).view();
    }

    private CrossoversView.Request request(int number) {
        return Objects.requireNonNull(opened(CROSSOVERS, "01-001").requests().get(number));
    }

    @Test
    void theAllocationIsTheArmThatWasSealed() {
        assertThat(opened(ALLOCATION, "01-001").arm()).isEqualTo("BVP");
    }

    @Test
    void aRequestIsOpenUntilSomebodyDecides() {
        assertThat(request(1).status()).isEqualTo(CrossoversView.Status.REQUESTED);

        story.then(approved("01-001", 1));

        CrossoversView.Request request = request(1);
        assertThat(request.status()).isEqualTo(CrossoversView.Status.APPROVED);
        assertThat(request.from()).isEqualTo("BVP");
        assertThat(request.decisionNote()).isEqualTo("agreed");
    }

    @Test
    void aDeniedRequestIsFollowedByAnotherOfItsOwn() {
        story.then(denied("01-001", 1)).then(asked("01-001", 2, "BVP", "CSP", "phrenic-capture"));

        assertThat(opened(CROSSOVERS, "01-001").requests().values())
                .extracting(CrossoversView.Request::status)
                .containsExactly(CrossoversView.Status.DENIED, CrossoversView.Status.REQUESTED);
    }

    @Test
    void aCrossoverBeforeAnyAttemptIsMarkedForWhoMayKnowOfIt() {
        story.then(randomized("01-002", 2, "BVP"))
                .then(asked("01-002", 1, "BVP", "CSP", "phrenic-capture"))
                .then(tried("01-002", 1, "coronary-sinus", "phrenic-capture"))
                .then(asked("01-002", 2, "BVP", "CSP", "phrenic-capture"));

        Map<Integer, CrossoversView.Request> requests =
                opened(CROSSOVERS, "01-002").requests();
        assertThat(Objects.requireNonNull(requests.get(1)).marks())
                .extracting(OddDays.Mark::rule)
                .containsExactly("crossover-before-any-attempt");
        assertThat(Objects.requireNonNull(requests.get(2)).marks()).isEmpty();
    }

    @Test
    void somebodyWithAnAttemptAloneIsNotCountedAmongTheRandomized() {
        story.then(tried("01-003", 1, "his", null));

        assertThat(opened(CROSSOVERS, "01-003").counts()).isFalse();
        assertThat(opened(CROSSOVERS, "01-001").counts()).isTrue();
    }

    @Test
    void aDecisionOnNothingChangesNothing() {
        story.then(approved("01-001", 9));

        assertThat(opened(CROSSOVERS, "01-001").requests()).containsOnlyKeys(1);
    }

    @Test
    void theTreatmentHoldsAttemptsAndRevealingAnswers() {
        story.then(assessed("01-001", "month-6", "ecg", "biventricular"))
                .then(correctedRevealing("01-001", "paced-capture", "biventricular", "left-septal"))
                .then(withdrawn("01-001", "other"));

        TreatmentView view = opened(TREATMENTS, "01-001");

        assertThat(view.attempts().getFirst().detail().values())
                .containsEntry("failure", ItemValue.of("difficult-cs-cannulation"));
        assertThat(view.revealing().getFirst().values()).containsEntry("paced-capture", ItemValue.of("biventricular"));
        assertThat(view.corrections().getFirst().correction().to()).isEqualTo(ItemValue.of("left-septal"));
        assertThat(view.withdrawalNote()).isEqualTo("moved away");
    }

    @Test
    void withoutTheLensTheFoldCannotRun() {
        assertThatThrownBy(() -> story.views(ALLOCATION)).isInstanceOf(StillSealedException.class);
    }
}
