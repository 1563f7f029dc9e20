package org.trialbook.view.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.question.Asked;
import org.trialbook.view.question.QuestionRoutes;

/// `GET` of one page.
final class PageEndpoint implements Answering {
    private final QuestionPage page;
    private final QuestionRoutes questions;
    private final Pages pages;

    PageEndpoint(QuestionPage page, QuestionRoutes questions, Pages pages) {
        this.page = page;
        this.questions = questions;
        this.pages = pages;
    }

    @Override
    public Set<QuestionPermission> questions() {
        QuestionPage.Elsewhere elsewhere = page.elsewhere();
        QuestionPermission own = questions.permission(page.question());
        return elsewhere == null ? Set.of(own) : Set.of(own, questions.permission(elsewhere.question()));
    }

    ModelAndView get(@PathVariable Map<String, String> path, Caller caller, HttpServletRequest request) {
        QuestionPage.Elsewhere elsewhere = page.elsewhere();
        if (elsewhere != null
                && !questions.permission(page.question()).openTo(caller)
                && questions.permission(elsewhere.question()).openTo(caller)) {
            return new ModelAndView(SeeOther.to(elsewhere.path()));
        }
        Map<String, String> variables = new TreeMap<>(path);
        variables.put("study", Pages.study().value());
        Asked asked = page.asked(Asked.of(request, variables).withoutEmpty());
        String asOf = asked.query().get("asOf");
        QuestionPage.Asking asking = new QuestionPage.Asking(caller, asked, asOf, questions, pages);
        Answered answer = asking.ask(page.question(), asked);
        return new ModelAndView(page.template())
                .addObject(Pages.FRAME, pages.frame(caller, answer.moment(), asOf))
                .addObject("answer", answer.map())
                .addObject("next", answer.next())
                .addAllObjects(page.model(answer, asking));
    }
}
