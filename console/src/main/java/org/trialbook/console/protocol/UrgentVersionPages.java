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

/// `/sites/{site}/version-at-once`: lets a later version hold at the site before its approval, because of an immediate
/// hazard; and `/sites/{site}/late-approval`: records the approval afterwards.
@Controller
class UrgentVersionPages {

    private static final String AT_ONCE = "/sites/{site}/version-at-once";
    private static final String APPROVAL = "/sites/{site}/late-approval";

    private final PageMaker pages;
    private final ActForms forms;

    UrgentVersionPages(PageMaker pages, ActForms forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping(AT_ONCE)
    ModelAndView atOnce(@PathVariable String site, HttpServletRequest request) {
        return forms.page(atOnce(site), request);
    }

    @PostMapping(AT_ONCE)
    @Nullable
    ModelAndView activate(@PathVariable String site, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return forms.submit(atOnce(site), request, response);
    }

    @GetMapping(APPROVAL)
    ModelAndView approval(@PathVariable String site, HttpServletRequest request) {
        return forms.page(approval(site), request);
    }

    @PostMapping(APPROVAL)
    @Nullable
    ModelAndView approve(@PathVariable String site, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return forms.submit(approval(site), request, response);
    }

    private ActForms.Form atOnce(String site) {
        return new ActForms.Form(
                "activate-version",
                "/sites/" + site,
                "A later version at once at site " + site,
                "Only to eliminate an immediate hazard to subjects: it holds from then on, and the ethics committee is told"
                        + " within seven days. Its approval is recorded afterwards.",
                Map.of(),
                List.of(
                        ActForms.Field.choice("version", "Version", ProtocolVersions.waitingAt(pages, site)),
                        ActForms.Field.text(
                                "hazard",
                                "The hazard",
                                "What subjects would be exposed to; nothing that tells an arm",
                                500)),
                "/protocol/versions",
                "Activate at once");
    }

    private ActForms.Form approval(String site) {
        return new ActForms.Form(
                "record-late-approval",
                "/sites/" + site,
                "The approval of a version that holds at site " + site,
                "It held at once because of an immediate hazard.",
                Map.of(),
                List.of(
                        ActForms.Field.choice("version", "Version", ProtocolVersions.unapprovedAt(pages, site)),
                        ActForms.Field.day("approvedOn", "Approved by the ethics committee on"),
                        ActForms.Field.line("approval", "The committee's reference", "as its letter has it", 200)),
                "/protocol/versions",
                "Record the approval");
    }
}
