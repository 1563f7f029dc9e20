package org.trialbook.view.blind.leak;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.web.context.support.WebApplicationContextUtils;

/// The meters of the application that answers.
final class Metered {

    private Metered() {}

    static MeterRegistry by(Answering answer) {
        return WebApplicationContextUtils.getRequiredWebApplicationContext(
                        answer.request().getServletContext())
                .getBean(MeterRegistry.class);
    }
}
