package org.trialbook.console.implant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.form.FormEntry;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.PageMaker;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}/implant-attempt`: an attempt at the implant, as the protocol asks of it, to be filled in. How
/// earlier ones went is shown where the treatment is.
@Controller
class AttemptPage {

    private static final String PATH = "/subjects/{subject}/implant-attempt";
    private static final String ACT = "record-implant-attempt";

    private final PageMaker pages;
    private final FormEntry forms;

    AttemptPage(PageMaker pages, FormEntry forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String subject, HttpServletRequest request) {
        return page(ask(subject), request, Objections.NONE);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(@PathVariable String subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        JsonNode answer = ask(subject);
        return forms.submit(
                request,
                response,
                ACT,
                answer,
                Map.of(),
                "performedOn",
                "/subjects/" + subject,
                objections -> page(answer, request, objections));
    }

    private JsonNode ask(String subject) {
        return pages.ask("/subjects/" + subject + "/implant-attempt").body();
    }

    private ModelAndView page(JsonNode answer, HttpServletRequest request, Objections objections) {
        String title = "%s · %s"
                .formatted(
                        answer.path("label").asString(), answer.path("subject").asString());
        return forms.drawn(pages.page("attempt", title), request, ACT, answer, objections, true);
    }
}
