package org.trialbook.console.form;

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
import org.springframework.web.servlet.view.RedirectView;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}/visits/{visit}/forms/{form}`: a form as the protocol defines it, to be filled in while it
/// is not recorded, and as it stands from then on.
@Controller
class FormPage {

    private static final String PATH = "/subjects/{subject}/visits/{visit}/forms/{form}";
    private static final String ACT = "record-assessment";
    private static final String ASSESSED_ON = "assessedOn";

    private final PageMaker pages;
    private final FormEntry forms;

    FormPage(PageMaker pages, FormEntry forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping(PATH)
    ModelAndView get(
            @PathVariable String subject,
            @PathVariable String visit,
            @PathVariable String form,
            HttpServletRequest request) {
        return page(subject, visit, form, request, Objections.NONE);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(
            @PathVariable String subject,
            @PathVariable String visit,
            @PathVariable String form,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return forms.submit(
                request,
                response,
                ACT,
                ask(subject, visit, form),
                Map.of("visit", visit, "form", form),
                ASSESSED_ON,
                request.getRequestURI(),
                objections -> page(subject, visit, form, request, objections));
    }

    private JsonNode ask(String subject, String visit, String form) {
        return pages.ask("/subjects/" + subject + "/visits/" + visit + "/forms/" + form, Map.of())
                .body();
    }

    private ModelAndView page(
            String subject, String visit, String form, HttpServletRequest request, Objections objections) {
        JsonNode answer = ask(subject, visit, form);
        if (answer.path("repeats").asBoolean()) {
            return new ModelAndView(new RedirectView(
                    "/subjects/%s/visits/%s/entries/%s".formatted(subject, visit, form), true, false, false));
        }
        boolean recorded = answer.path(ASSESSED_ON).isString();
        TypedForm typed = forms.drafted(answer, request);
        boolean kept = forms.sealedTo(pages.account(), typed);
        ModelAndView page = pages.page(
                        recorded ? "form-recorded" : "form",
                        answer.path("label").asString() + " · " + subject)
                .addObject("visit", pages.protocol().visitLabel(visit))
                .addObject(
                        "visitDoneOn", PageWords.day(answer.path("visitDoneOn").asString("")))
                .addObject("assessedOn", PageWords.day(answer.path(ASSESSED_ON).asString("")))
                .addObject("usualDay", answer.path("visitDoneOn").asString(""))
                .addObject("withheld", answer.path("withheld").asBoolean(false))
                .addObject("kindKept", kept);
        forms.drawn(page, request, ACT, answer, objections, !recorded && !kept);
        return recorded ? stands(page, answer, typed) : page;
    }

    /// @param reason why an answer is recorded that breaks a soft check
    public record KeptReason(String text, String reason) {}

    private ModelAndView stands(ModelAndView page, JsonNode answer, TypedForm typed) {
        JsonNode kept = answer.path("kept");
        String scores = "/subjects/" + answer.path("subject").asString() + "/scores";
        return page.addObject("fields", typed.fields())
                .addObject(
                        "keptReasons",
                        answer.path("checks")
                                .valueStream()
                                .filter(check -> kept.has(check.path("code").asString()))
                                .map(check -> new KeptReason(
                                        check.path("text").asString(),
                                        kept.path(check.path("code").asString()).asString()))
                                .toList())
                .addObject(
                        "scores",
                        pages.account().asks("scores")
                                ? FormScores.of(
                                                pages.ask(scores).body(),
                                                answer.path("visit").asString(),
                                                answer.path("form").asString())
                                        .orElse(null)
                                : null);
    }
}
