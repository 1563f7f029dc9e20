package org.trialbook.benchmark.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.trialbook.view.question.Question;

/// The table of what is asked in a day names every question that is declared: a new one is measured, or it stands
/// here with the reason why not.
class EveryQuestionIsMeasuredTest {

    /// Done once and not every day: the sheets are for the safe of each site.
    private static final Set<String> NOT_EVERY_DAY = Set.of("/unblinded/sites/{site}/envelopes");

    private static List<String> declared() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Question.class));
        return scan.findCandidateComponents("org.trialbook.view").stream()
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Question.class.getClassLoader()))
                .map(EveryQuestionIsMeasuredTest::path)
                .toList();
    }

    /// What it would be answered with is not needed to know its address.
    private static String path(Class<?> question) {
        Constructor<?> made = question.getDeclaredConstructors()[0];
        return ((Question<?>) BeanUtils.instantiateClass(made, new Object[made.getParameterCount()])).path();
    }

    /// What stands in braces in a declaration is something else in each request.
    private static Predicate<AskedInADay> asks(String path) {
        Pattern address =
                Pattern.compile(Pattern.quote(MadeTrial.ADDRESS) + path.replaceAll("\\{[^}]*}", "[^/?]+") + "(\\?.*)?");
        return asked -> address.matcher(asked.path()).matches();
    }

    @Test
    void everyQuestionIsAskedInADay() {
        List<String> declared = declared();
        assertThat(declared).hasSizeGreaterThan(20).containsAll(NOT_EVERY_DAY);
        assertThat(declared.stream()
                        .filter(path -> AskedInADay.ALL.stream().noneMatch(asks(path)))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(NOT_EVERY_DAY);
    }
}
