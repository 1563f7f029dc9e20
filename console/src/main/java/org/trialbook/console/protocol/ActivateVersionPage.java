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

/// `/sites/{site}/version`: lets a later version hold at the site, once its ethics committee has approved it.
@Controller
class ActivateVersionPage {

    private static final String PATH = "/sites/{site}/version";

    private final PageMaker pages;
    private final ActForms forms;

    ActivateVersionPage(PageMaker pages, ActForms forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String site, HttpServletRequest request) {
        return forms.page(form(site), request);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(@PathVariable String site, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return forms.submit(form(site), request, response);
    }

    private ActForms.Form form(String site) {
        return new ActForms.Form(
                "activate-version",
                "/sites/" + site,
                "A later version at site " + site,
                "It holds at this site from then on; subjects stay under theirs until they consent anew, unless it says"
                        + " otherwise.",
                Map.of(),
                List.of(
                        ActForms.Field.choice("version", "Version", ProtocolVersions.waitingAt(pages, site)),
                        ActForms.Field.day("approvedOn", "Approved by the ethics committee on"),
                        ActForms.Field.line("approval", "The committee's reference", "as its letter has it", 200)),
                "/protocol/versions",
                "Activate");
    }
}
