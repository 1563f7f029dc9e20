package org.trialbook.trial.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

class RegisteringASubjectTest implements ActExamples {

    @Test
    void theFirstSubjectOfASiteIsNumberOne() {
        given(openSite())
                .when(register(REGISTERED, 1955))
                .thenRecorded(new SubjectRegistered(STUDY, new SubjectId("01-001"), SITE, REGISTERED, 1955, "female"));
    }

    @Test
    void numbersFollowEachOtherWithinTheSite() {
        given(openSite(), registered(new SubjectId("01-001")), registered(new SubjectId("02-001")))
                .when(register(REGISTERED, 1955))
                .thenRecorded(new SubjectRegistered(STUDY, new SubjectId("01-002"), SITE, REGISTERED, 1955, "female"));
    }

    @Test
    void numbersHaveTheSameDigitsWhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            SubjectRegistered first =
                    given(openSite()).when(register(REGISTERED, 1955)).recorded(SubjectRegistered.class);
            assertThat(first.subject().value()).isEqualTo("01-001");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nobodyIsRegisteredBeforeTheProtocol() {
        given().when(register(REGISTERED, 1955)).thenRefused("no-protocol", Map.of());
    }

    @Test
    void nobodyIsRegisteredAtASiteThatIsNotOpen() {
        given(published()).when(register(REGISTERED, 1955)).thenRefused("site-not-open", Map.of("site", "01"));
    }

    @Test
    void nobodyIsRegisteredTomorrow() {
        given(openSite())
                .when(register(TODAY.plusDays(1), 1955))
                .thenRefused("in-the-future", Map.of("date", "2026-11-22", "today", "2026-11-21"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1906, 2026})
    void aBirthYearOfTheLast120YearsIsPlausible(int year) {
        given(openSite()).when(register(REGISTERED, year)).recorded(SubjectRegistered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1905, 2027, 0, -1})
    void anotherIsNot(int year) {
        given(openSite())
                .when(register(REGISTERED, year))
                .thenRefused(
                        "implausible-birth-year",
                        Map.of("birthYear", Integer.toString(year), "earliest", "1906", "latest", "2026"));
    }

    @Test
    void aSiteRunsOutOfNumbersAfter9999() {
        List<TrialEvent> almost = new ArrayList<>(openSite());
        for (int number = 1; number < 9_999; number++) {
            almost.add(HotCrt.registered(new SubjectId(String.format(Locale.ROOT, "%s-%03d", SITE, number))));
        }
        TrialEvent last = given(almost).when(register(REGISTERED, 1955)).recorded(SubjectRegistered.class);

        assertThat(last.aboutSubject()).contains(new SubjectId("01-9999"));
        given(almost, last)
                .when(register(REGISTERED, 1955))
                .thenRefused("site-has-no-number-left", Map.of("site", "01", "registered", "9999"));
    }

    private static Asked<?, ?> register(LocalDate on, int birthYear) {
        return ask(RegisterSubject.class, by(COORDINATOR), SITE, new RegisterSubject.Body(on, birthYear, "female"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        RegisterSubject.Body body = new RegisterSubject.Body(REGISTERED, 1955, "female");
        return List.of(example(RegisterSubject.class, by(COORDINATOR), SITE, body, openSite())
                .on(trial -> "/sites/01")
                .wrong("registeredOn", "2126-03-02", 422, "in-the-future")
                .wrong("registeredOn", "2026-02-30", 400, "wrong-type")
                .wrong("birthYear", 1800, 422, "implausible-birth-year")
                .wrong("birthYear", 1955.5, 400, "wrong-type")
                .wrong("birthYear", 99_999_999_999L, 400, "wrong-type")
                .wrong("sex", "f", 400, "invalid-field")
                .refused("no-protocol", List.of())
                .refused("site-not-open", List.of(published()))
                .refused("in-the-future", new RegisterSubject.Body(TODAY.plusDays(1), 1955, "female"), openSite())
                .refused("implausible-birth-year", new RegisterSubject.Body(REGISTERED, 1905, "female"), openSite())
                .refused("site-has-no-number-left", openSite(), everyNumber()));
    }

    private static TrialEvent[] everyNumber() {
        return IntStream.rangeClosed(1, 9_999)
                .mapToObj(number -> registered(new SubjectId("01-%03d".formatted(number))))
                .toArray(TrialEvent[]::new);
    }
}
