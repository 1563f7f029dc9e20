package org.trialbook.console.today;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.view.tasks.TasksQuestion;

/// What the record names as a task, the first page has words for: none is shown as another.
class EveryTaskHasItsWordsTest {

    @ParameterizedTest
    @EnumSource
    void isShownAsWhatItIs(TasksQuestion.Kind kind) throws NoSuchFieldException {
        Field constant = TasksQuestion.Kind.class.getField(kind.name());
        String name = constant.getAnnotation(JsonProperty.class).value();
        boolean hasWindow = kind == TasksQuestion.Kind.VISIT || kind == TasksQuestion.Kind.FORM;

        assertThat(hasWindow || TodayPage.WAITING.containsKey(name)).as(name).isTrue();
    }
}
