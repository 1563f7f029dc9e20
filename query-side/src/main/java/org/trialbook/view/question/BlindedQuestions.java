package org.trialbook.view.question;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/// Every question that shows nothing sealed: a question is declared by being there.
public final class BlindedQuestions {
    private static final String VIEWS = "org.trialbook.view";
    private static final String UNBLINDED = VIEWS + ".unblinded.";

    /// The classes of a process are what they are; looking for them takes longer than asking them.
    private static final List<Question<QuestionAnswer>> ALL = found();

    private BlindedQuestions() {}

    /// By their addresses.
    public static List<Question<QuestionAnswer>> all() {
        return ALL;
    }

    private static List<Question<QuestionAnswer>> found() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Question.class));
        return scan.findCandidateComponents(VIEWS).stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .filter(name -> !name.startsWith(UNBLINDED))
                .map(BlindedQuestions::instance)
                .sorted(Comparator.comparing(Question::path))
                .toList();
    }

    @SuppressWarnings("unchecked") // only those below `unblinded` are answered otherwise
    private static Question<QuestionAnswer> instance(String name) {
        return (Question<QuestionAnswer>) BeanUtils.instantiateClass(
                ClassUtils.resolveClassName(name, BlindedQuestions.class.getClassLoader()), Question.class);
    }
}
