package org.trialbook.view.unblinded.pages;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.trialbook.view.pages.Answered;
import org.trialbook.view.pages.QuestionPage;
import org.trialbook.view.unblinded.allocation.AllocationQuestion;
import org.trialbook.view.unblinded.allocationaccess.AllocationAccessQuestion;
import org.trialbook.view.unblinded.crossovers.CrossoversQuestion;
import org.trialbook.view.unblinded.envelopes.EnvelopesQuestion;

/// The unblinded pages.
@Configuration(proxyBeanMethods = false)
public class UnblindedPagesConfiguration {

    @Bean
    @Order(1)
    static QuestionPage allocationPage() {
        return new QuestionPage(
                "/unblinded/allocation", "Allocation", "unblinded/allocation", AllocationQuestion.class);
    }

    @Bean
    @Order(2)
    static QuestionPage crossoversPage() {
        return new QuestionPage(
                "/unblinded/crossovers", "Crossovers", "unblinded/crossovers", CrossoversQuestion.class);
    }

    @Bean
    @Order(3)
    static QuestionPage treatmentPage() {
        return new TreatmentPage();
    }

    @Bean
    @Order(4)
    static QuestionPage exposurePage() {
        return new QuestionPage(
                "/unblinded/exposure", "Exposure", "unblinded/exposure", AllocationAccessQuestion.class) {
            @Override
            protected Map<String, ?> model(Answered answer, Asking asking) {
                return Map.of("subject", asking.asked().query().getOrDefault("subject", ""));
            }
        };
    }

    /// The code-break envelopes of a site, to be printed, one sheet for each subject: its outside above, the arm
    /// below, where the sheet is folded in.
    @Bean
    @Order(5)
    static QuestionPage envelopesPage() {
        return new QuestionPage(
                "/unblinded/sites/{site}/envelopes", null, "unblinded/envelopes", EnvelopesQuestion.class) {
            @Override
            protected Map<String, ?> model(Answered answer, Asking asking) {
                return Map.of("study", String.valueOf(asking.asked().path().get("study")), "sheets", answer.map());
            }
        };
    }
}
