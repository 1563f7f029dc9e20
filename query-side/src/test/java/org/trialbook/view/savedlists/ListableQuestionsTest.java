package org.trialbook.view.savedlists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.trialbook.access.ListableQuestion;
import org.trialbook.view.projection.IdealBlindingKey;
import org.trialbook.view.question.BlindedQuestions;
import org.trialbook.view.question.Question;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.casebook.UnsealedFormStatusesQuestion;
import org.trialbook.view.unblinded.flow.OtherArmTreatmentQuestion;
import org.trialbook.view.unblinded.queries.SealedQueriesQuestion;
import org.trialbook.view.unblinded.rules.SealedRuleHitsQuestion;

/// What the side that records lists knows of questions is what they declare.
class ListableQuestionsTest {
    /// Which page is asked for, and what a list does not keep: an expression that is asked for once.
    private static final Set<String> NOT_KEPT = Set.of("limit", "cursor", "from");

    private static List<Question<?>> declared() {
        List<Question<?>> all = new ArrayList<>(BlindedQuestions.all());
        all.addAll(List.of(
                new SealedQueriesQuestion(),
                new UnsealedFormStatusesQuestion(),
                new SealedRuleHitsQuestion(new OpenedEvents(new IdealBlindingKey())),
                new OtherArmTreatmentQuestion()));
        return all;
    }

    @Test
    void eachIsAQuestionWithThesePathsRolesAndParameters() {
        assertThat(ListableQuestion.ALL).hasSizeGreaterThan(10).allSatisfy(listable -> {
            Question<?> question = declared().stream()
                    .filter(each -> each.permission()
                            .name()
                            .equals(listable.permission().name()))
                    .filter(each -> each.path().equals(listable.path()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no question " + listable.permission() + listable.path()));
            assertThat(question.permission()).isEqualTo(listable.permission());
            Set<String> filters = new TreeSet<>(question.parameters());
            filters.removeAll(NOT_KEPT);
            if (listable.permission().name().endsWith("rule-hits")) {
                filters.removeAll(Set.of("form", "finds"));
            }
            assertThat(listable.filters().keySet())
                    .as(listable.permission().name())
                    .isEqualTo(filters);
        });
    }
}
