package org.trialbook.trial.crossover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.crossoverRequested;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.DeclaredActs;

class AnsweringACrossoverTest implements ActExamples {

    private static final Caller WHO_ASKED = new Caller(IMPLANTER.id(), "Per Pettersson", Role.INVESTIGATOR, SITE);

    @Test
    void somebodyElseApproves() {
        given(crossoverRequested())
                .when(ask(ApproveCrossover.class, by(INVESTIGATOR), SUBJECT, new ApproveCrossover.Body(1, "seen")))
                .thenRecorded(new CrossoverApproved(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of("seen")));
    }

    @Test
    void somebodyElseDenies() {
        given(crossoverRequested())
                .when(ask(DenyCrossover.class, by(INVESTIGATOR), SUBJECT, new DenyCrossover.Body(1, "try again")))
                .thenRecorded(new CrossoverDenied(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of("try again")));
    }

    @Test
    void nobodyAnswersTheirOwnRequestInWhateverRole() {
        given(crossoverRequested())
                .when(ask(ApproveCrossover.class, by(WHO_ASKED), SUBJECT, new ApproveCrossover.Body(1, "")))
                .thenRefused("own-crossover-request", Map.of("requestedBy", IMPLANTER.id()));
        given(crossoverRequested())
                .when(ask(DenyCrossover.class, by(WHO_ASKED), SUBJECT, new DenyCrossover.Body(1, "")))
                .thenRefused("own-crossover-request", Map.of("requestedBy", IMPLANTER.id()));
    }

    @Test
    void onlyTheRequestThatIsPendingIsAnswered() {
        given(crossoverRequested())
                .when(ask(ApproveCrossover.class, by(INVESTIGATOR), SUBJECT, new ApproveCrossover.Body(2, "")))
                .thenRefused("no-such-crossover-pending", Map.of("crossover", "2"));
    }

    @Test
    void nothingIsAnsweredWhenNobodyAsked() {
        given(randomized(BVP))
                .when(ask(DenyCrossover.class, by(INVESTIGATOR), SUBJECT, new DenyCrossover.Body(1, "")))
                .thenRefused("no-such-crossover-pending", Map.of("crossover", "1"));
    }

    @Test
    void aRequestIsAnsweredOnce() {
        given(crossoverRequested(), new CrossoverApproved(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of("")))
                .when(ask(DenyCrossover.class, by(INVESTIGATOR), SUBJECT, new DenyCrossover.Body(1, "")))
                .thenRefused("no-such-crossover-pending", Map.of("crossover", "1"));
    }

    @Test
    void aRefusalIsItselfRecorded() {
        assertThat(DeclaredActs.of(ApproveCrossover.class).recordsRefusals()).isTrue();
        assertThat(DeclaredActs.of(DenyCrossover.class).recordsRefusals()).isTrue();
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(
                                ApproveCrossover.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new ApproveCrossover.Body(1, "seen"),
                                crossoverRequested())
                        .on(trial -> trial.crossoverRequested("01"))
                        .mayBeEmpty("note")
                        .wrong("crossover", "1", 400, "wrong-type")
                        .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                        .refused(
                                "own-crossover-request",
                                by(WHO_ASKED),
                                new ApproveCrossover.Body(1, ""),
                                crossoverRequested()),
                example(
                                DenyCrossover.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new DenyCrossover.Body(1, "try again"),
                                crossoverRequested())
                        .on(trial -> trial.crossoverRequested("01"))
                        .mayBeEmpty("note")
                        .wrong("crossover", 1.5, 400, "wrong-type")
                        .wrong("note", "bell \u0007", 400, "invalid-field")
                        .refused("no-such-crossover-pending", new DenyCrossover.Body(1, ""), randomized(BVP)));
    }
}
