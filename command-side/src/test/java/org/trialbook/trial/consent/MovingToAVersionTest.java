package org.trialbook.trial.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.YAML;
import static org.trialbook.trial.HotCrt.activated;
import static org.trialbook.trial.HotCrt.amended;
import static org.trialbook.trial.HotCrt.awaiting;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectMovedToVersion;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.withdrawal.WithdrawSubject;

/// A subject stays under the version to which it consented until it consents to another one.
class MovingToAVersionTest implements ActExamples {
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final LocalDate ANEW = CONSENTED.plusDays(20);
    private static final MoveToVersion.Body TO_2 = new MoveToVersion.Body("2", ANEW, "3.0");

    private static final String MORE_REASONS = amended(
            "  - {code: moved-away, label: Moved away}\n",
            "  - {code: moved-away, label: Moved away}\n  - {code: war, label: War}\n");
    private static final String MOVING = MORE_REASONS.replace("\ntarget:", "\nsubjects-move: true\ntarget:");

    private static final TrialEvent MOVED = new SubjectMovedToVersion(STUDY, SUBJECT, SITE, "2", ANEW, "3.0");

    private static final Asked<?, ?> WITHDRAW = ask(
            WithdrawSubject.class,
            by(INVESTIGATOR),
            SUBJECT,
            new WithdrawSubject.Body(ANEW.plusDays(9), "war", "none"));

    private static List<TrialEvent> amendedAtTheSite() {
        return HotCrt.and(consented(), awaiting("2", MORE_REASONS), activated("2"));
    }

    @Test
    void whoConsentedBeforeStaysUnderTheEarlierOne() {
        assertThat(given(amendedAtTheSite()).when(WITHDRAW).refusal().name()).isEqualTo("unknown-code");
    }

    @Test
    void whoConsentsAnewComesUnderTheSites() {
        given(amendedAtTheSite()).when(move(TO_2)).thenRecorded((SubjectMovedToVersion) MOVED);
        given(amendedAtTheSite(), MOVED).when(WITHDRAW).recorded(SubjectDiscontinued.class);
    }

    @Test
    void whoConsentsOnlyNowConsentsToTheNewOne() {
        given(
                        registered(),
                        awaiting("2", MORE_REASONS),
                        activated("2"),
                        new ConsentSigned(STUDY, SUBJECT, SITE, CONSENTED, "3.0"))
                .when(WITHDRAW)
                .recorded(SubjectDiscontinued.class);
    }

    @Test
    void aVersionMaySayThatAllMoveWithTheirSite() {
        given(consented(), awaiting("2", MOVING), activated("2")).when(WITHDRAW).recorded(SubjectDiscontinued.class);
        assertThat(given(consented(), awaiting("2", MOVING))
                        .when(WITHDRAW)
                        .refusal()
                        .name())
                .isEqualTo("unknown-code");
    }

    @Test
    void nobodyMovesToWhereTheyAre() {
        given(consented(), awaiting("2", MORE_REASONS))
                .when(move(TO_2))
                .thenRefused("on-the-sites-version", Map.of("version", "1"));
        given(amendedAtTheSite(), MOVED).when(move(TO_2)).thenRefused("on-the-sites-version", Map.of("version", "2"));
    }

    @Test
    void nobodyMovesToAVersionThatIsNotTheirSites() {
        given(amendedAtTheSite(), awaiting("3", YAML.replace("version: \"1\"", "version: \"3\"")))
                .when(move(new MoveToVersion.Body("3", ANEW, "3.0")))
                .thenRefused("unknown-code", Map.of("kind", "version", "code", "3", "known", "2"));
    }

    /// The heart rate of version 2 goes up to 90. What was recorded under version 1 may be 120 for ever, and what
    /// is recorded under 2 may not.
    @Test
    void whatWasRecordedUnderAVersionIsCorrectedUnderIt() {
        String narrower = amended(
                "code: heart-rate, label: Heart rate, type: integer, unit: /min, min: 20, max: 250",
                "code: heart-rate, label: Heart rate, type: integer, unit: /min, min: 20, max: 90");
        Asked<?, ?> correct = ask(
                CorrectValue.class,
                by(INVESTIGATOR),
                SUBJECT,
                new CorrectValue.Body(
                        "pre-implant",
                        "ecg",
                        "heart-rate",
                        new ItemValue("64", "/min"),
                        new ItemValue("120", "/min"),
                        "digits swapped"));

        given(ecgRecorded(), awaiting("2", narrower), activated("2"), MOVED)
                .when(correct)
                .recorded(ValueCorrected.class);
        given(ecgRecorded(), HotCrt.published("2", narrower)).when(correct).recorded(ValueCorrected.class);
        assertThat(given(
                                consented(),
                                awaiting("2", narrower),
                                activated("2"),
                                MOVED,
                                ecgRecorded().getLast())
                        .when(correct)
                        .refusal()
                        .name())
                .isEqualTo("invalid-answers");
    }

    private static Asked<?, ?> move(MoveToVersion.Body body) {
        return ask(MoveToVersion.class, by(COORDINATOR), SUBJECT, body);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(MoveToVersion.class, by(COORDINATOR), SUBJECT, TO_2, amendedAtTheSite())
                .on(trial -> {
                    String subject = trial.consented("01");
                    trial.amend("01", SharedServer.version("moved-" + NEXT.getAndIncrement()));
                    return subject;
                })
                .sending(trial -> Map.of(
                        "version", "moved-" + (NEXT.get() - 1), "consentedOn", "2026-03-20", "consentVersion", "3.0"))
                .wrong("version", "1", 422, "unknown-code")
                .wrong("version", " ", 400, "invalid-field")
                .wrong("consentedOn", "2100-01-01", 422, "in-the-future")
                .wrong("consentedOn", "2026-02-30", 400, "wrong-type")
                .wrong("consentVersion", " ", 400, "invalid-field")
                .refused("on-the-sites-version", consented())
                .refused("unknown-code", new MoveToVersion.Body("3", ANEW, "3.0"), amendedAtTheSite()));
    }
}
