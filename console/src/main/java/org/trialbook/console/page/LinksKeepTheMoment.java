package org.trialbook.console.page;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/// Every `@{…}` of a page that is shown as of an earlier moment leads to a page of the same moment, without a word in
/// its template.
final class LinksKeepTheMoment extends StandardLinkBuilder {

    /// What is of no moment.
    private static final List<String> TIMELESS = List.of("/_static/", "/signout", "/session");

    private LinksKeepTheMoment() {
        // Before the usual one.
        setOrder(1);
    }

    @Configuration(proxyBeanMethods = false)
    static class Used {
        Used(SpringTemplateEngine engine) {
            engine.addLinkBuilder(new LinksKeepTheMoment());
        }
    }

    @Override
    protected String processLink(IExpressionContext context, String link) {
        String asOf = context.getVariable("frame") instanceof PageFrame frame ? frame.asOf() : null;
        return super.processLink(context, asOf == null || isTimeless(link) ? link : AskedMoment.at(link, asOf));
    }

    private static boolean isTimeless(String link) {
        return link.contains(AskedMoment.PARAMETER + "=") || TIMELESS.stream().anyMatch(link::startsWith);
    }
}
