package org.trialbook.view.unblinded.pages;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.trialbook.access.Question;
import org.trialbook.view.pages.PageLink;

/// The unblinded pages, and the ways to them for those who may go there.
@Configuration(proxyBeanMethods = false)
@Import(UnblindedPages.class)
public class UnblindedPagesConfiguration {

    @Bean
    @Order(1)
    static PageLink allocationLink() {
        return new PageLink("/unblinded/allocation", "Allocation", Question.UNBLINDED_ALLOCATION);
    }

    @Bean
    @Order(2)
    static PageLink crossoversLink() {
        return new PageLink("/unblinded/crossovers", "Crossovers", Question.UNBLINDED_CROSSOVERS);
    }

    @Bean
    @Order(4)
    static PageLink exposureLink() {
        return new PageLink("/unblinded/exposure", "Exposure", Question.UNBLINDED_EXPOSURE);
    }

    @Bean
    @Order(3)
    static PageLink treatmentLink() {
        return new PageLink("/unblinded/subjects/{subject}", "Treatment (unblinded)", Question.UNBLINDED_SUBJECT);
    }
}
