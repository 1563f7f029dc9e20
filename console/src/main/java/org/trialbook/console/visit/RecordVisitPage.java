package org.trialbook.console.visit;

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
import org.trialbook.console.draft.FormDraft;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.page.ActSubmission;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.signin.PostedForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/subjects/{subject}/visits/{visit}`: records that the visit took place, and leads to the casebook that shows it.
@Controller
class RecordVisitPage {

    private static final String PATH = "/subjects/{subject}/visits/{visit}";
    private static final String ACT = "record-visit";
    private static final String DONE_ON = "doneOn";

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    RecordVisitPage(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String subject, @PathVariable String visit, HttpServletRequest request) {
        return form(subject, visit, request, Objections.NONE);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(
            @PathVariable String subject,
            @PathVariable String visit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String doneOn = PostedForm.values(request).getOrDefault(DONE_ON, "");
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(
                        "/subjects/" + subject + "/acts/" + ACT,
                        Map.of("visit", visit, DONE_ON, doneOn),
                        "",
                        "/subjects/" + subject),
                objections -> form(subject, visit, request, objections));
    }

    /// Of a visit that nobody plans nothing stands in the matrix before it is recorded.
    private JsonNode unscheduled(String visit) {
        return pages.protocol()
                .visit(visit)
                .map(known -> JsonNodeFactory.instance.objectNode().put("status", "not-planned"))
                .orElseThrow(OfferedActs::nowhere);
    }

    private ModelAndView form(String subject, String visit, HttpServletRequest request, Objections objections) {
        JsonNode state = pages.ask("/matrix", Map.of("subject", subject))
                .body()
                .at("/subjects/0")
                .path("visits")
                .valueStream()
                .filter(cell -> cell.path("visit").asString().equals(visit))
                .findFirst()
                .orElseGet(() -> unscheduled(visit));
        FormDraft draft = drafts.open(pages.account().id(), request.getRequestURI());
        String label = pages.protocol().visitLabel(visit);
        return pages.page("visit", label + " · " + subject)
                .addObject("subject", subject)
                .addObject("label", label)
                .addObject("status", PageWords.words(state.path("status").asString()))
                .addObject("target", PageWords.day(state.path("target").asString("")))
                .addObject("doneOn", PageWords.day(state.path(DONE_ON).asString("")))
                .addObject("today", pages.account().today().toString())
                .addObject("todayShown", PageWords.day(pages.account().today()))
                .addObject("inTheWay", possible.inTheWayOf(ACT, "/subjects/" + subject))
                .addObject(
                        "offered",
                        possible.offered(ACT, "/subjects/" + subject)
                                && !state.path(DONE_ON).isString())
                .addObject("formOffered", possible.offered("add-form", "/subjects/" + subject))
                .addObject("draft", draft)
                .addObject("objections", objections);
    }
}
