package org.trialbook.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.console.SteppedClock;

class FormDraftsTest {

    private static final String FORM = "/subjects/01-001/visits/month-3";

    private final SteppedClock clock = new SteppedClock();
    private final FormDrafts drafts = new FormDrafts(clock);

    @Test
    void aFormThatIsOpenedAgainHasTheSameKey() {
        String key = drafts.open("carla", FORM).key();

        assertThat(drafts.open("carla", FORM).key()).isEqualTo(key);
        assertThat(drafts.holds("carla", FORM)).isFalse();
    }

    @Test
    void anotherPersonAndAnotherFormHaveKeysOfTheirOwn() {
        String key = drafts.open("carla", FORM).key();

        assertThat(drafts.open("ines", FORM).key()).isNotEqualTo(key);
        assertThat(drafts.open("carla", FORM + "/forms/echo").key()).isNotEqualTo(key);
    }

    @Test
    void whatIsTypedIsKeptUnderTheKeyOfItsForm() {
        String key = drafts.open("carla", FORM).key();

        drafts.keep("carla", FORM, key, Map.of("doneOn", "2026-11-28"));

        assertThat(drafts.open("carla", FORM).key()).isEqualTo(key);
        assertThat(drafts.open("carla", FORM).value("doneOn")).isEqualTo("2026-11-28");
        assertThat(drafts.open("ines", FORM).value("doneOn")).isEmpty();
    }

    @Test
    void aTryThatWasRefusedIsFollowedByAnotherAct() {
        String key = drafts.open("carla", FORM).key();

        drafts.renew("carla", FORM, Map.of("doneOn", "2026-11-28"));

        assertThat(drafts.open("carla", FORM).key()).isNotEqualTo(key);
        assertThat(drafts.open("carla", FORM).value("doneOn")).isEqualTo("2026-11-28");
    }

    @Test
    void aDraftIsForgottenADayAfterItWasLastLookedAt() {
        drafts.keep("carla", FORM, drafts.open("carla", FORM).key(), Map.of("doneOn", "2026-11-28"));

        clock.step(Duration.ofHours(23));
        assertThat(drafts.holds("carla", FORM)).isTrue();
        clock.step(Duration.ofHours(25));
        assertThat(drafts.holds("carla", FORM)).isFalse();
    }
}
