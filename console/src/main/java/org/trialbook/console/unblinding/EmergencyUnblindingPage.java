package org.trialbook.console.unblinding;

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
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.page.ActSubmission;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.signin.PostedForm;

/// `/subjects/{subject}/unblind`: the record wants a fresh sign-in for it; who has none is sent for one, and comes
/// back to the form as it was filled in. The arm is in one answer and nowhere else: not in an address, nor in a
/// page that can be loaded again.
@Controller
class EmergencyUnblindingPage {

    private static final String PATH = "/subjects/{subject}/unblind";
    private static final String ACT = "unblind-subject";

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs offered;
    private final FormDrafts drafts;

    EmergencyUnblindingPage(PageMaker pages, ActSubmission acts, OfferedActs offered, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.offered = offered;
        this.drafts = drafts;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String subject, HttpServletRequest request) {
        return form(subject, request, Objections.NONE);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(@PathVariable String subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> typed = PostedForm.values(request);
        return acts.submit(
                request,
                response,
                pages.account().id(),
                ActSubmission.Asked.once(
                        "/subjects/" + subject + "/acts/" + ACT,
                        Map.of(
                                "reason",
                                typed.getOrDefault("reason", ""),
                                "recipient",
                                typed.getOrDefault("recipient", ""),
                                "note",
                                typed.getOrDefault("note", "")),
                        answer -> shown(subject, answer)),
                objections -> form(subject, request, objections));
    }

    private ModelAndView shown(String subject, RecordAnswer answer) {
        return pages.page("unblinded", "Unblinded · " + subject)
                .addObject("subject", subject)
                .addObject("arm", answer.body().at("/shown/arm").asString(""));
    }

    private ModelAndView form(String subject, HttpServletRequest request, Objections objections) {
        return pages.page("unblind", "Unblind · " + subject)
                .addObject("subject", subject)
                .addObject("reasons", pages.protocol().emergencyReasons())
                .addObject("inTheWay", offered.inTheWayOf(ACT, "/subjects/" + subject))
                .addObject("offered", offered.offered(ACT, "/subjects/" + subject))
                .addObject("draft", drafts.open(pages.account().id(), request.getRequestURI()))
                .addObject("objections", objections);
    }
}
