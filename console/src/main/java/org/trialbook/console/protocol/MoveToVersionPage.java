package org.trialbook.console.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.ActForms;
import org.trialbook.console.page.PageMaker;

/// `/subjects/{subject}/version`: a subject who has consented anew comes under the version of its site.
@Controller
class MoveToVersionPage {

    private static final String PATH = "/subjects/{subject}/version";

    private final PageMaker pages;
    private final ActForms forms;

    MoveToVersionPage(PageMaker pages, ActForms forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String subject, HttpServletRequest request) {
        return forms.page(form(subject), request);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(@PathVariable String subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return forms.submit(form(subject), request, response);
    }

    private ActForms.Form form(String subject) {
        String site = subject.split("-", 2)[0];
        return new ActForms.Form(
                "move-to-version",
                "/subjects/" + subject,
                "To the site's version · " + subject,
                "What was recorded stays under the version by which it was asked.",
                Map.of("version", ProtocolVersions.at(pages, site).orElse("")),
                List.of(
                        ActForms.Field.day("consentedOn", "Consented anew on"),
                        ActForms.Field.line("consentVersion", "Version of the consent's text", "such as 3.0", 40)),
                "/subjects/" + subject,
                "Move");
    }
}
