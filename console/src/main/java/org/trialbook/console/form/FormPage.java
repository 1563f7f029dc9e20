package org.trialbook.console.form;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.trialbook.console.draft.FormDraft;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.page.Account;
import org.trialbook.console.page.ActSubmission;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.signin.PostedForm;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}/visits/{visit}/forms/{form}`: a form as the protocol defines it, to be filled in while it
/// is not recorded, and as it stands from then on.
@Controller
class FormPage {

    private static final String PATH = "/subjects/{subject}/visits/{visit}/forms/{form}";
    private static final String ACT = "record-assessment";
    private static final String ASSESSED_ON = "assessedOn";

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    FormPage(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
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
        Map<String, String> typed = PostedForm.values(request);
        TypedForm filled = typed(ask(subject, visit, form), typed);
        Map<String, Object> body = new TreeMap<>(Map.of(
                "visit",
                visit,
                "form",
                form,
                ASSESSED_ON,
                typed.getOrDefault(ASSESSED_ON, ""),
                "values",
                filled.answers()));
        // A request without reasons is, to the byte, what it was before there were any.
        if (!filled.kept().isEmpty()) {
            body.put("kept", filled.kept());
        }
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(
                        "/subjects/" + subject + "/acts/" + ACT, body, FormField.ITEM, request.getRequestURI()),
                objections -> page(subject, visit, form, request, objections));
    }

    private JsonNode ask(String subject, String visit, String form) {
        return pages.ask("/subjects/" + subject + "/visits/" + visit + "/forms/" + form, Map.of())
                .body();
    }

    private TypedForm typed(JsonNode answer, Map<String, String> typed) {
        ZoneId zone = pages.account().zone();
        List<FormField.Choice> reasons = FormField.Choice.of(answer.path("missingReasons"));
        return new TypedForm(
                answer.path("items")
                        .valueStream()
                        .map(item -> FormField.of(item, reasons, zone))
                        .toList(),
                answer.path("checks"),
                typed,
                zone);
    }

    private ModelAndView page(
            String subject, String visit, String form, HttpServletRequest request, Objections objections) {
        Account account = pages.account();
        JsonNode answer = ask(subject, visit, form);
        if (answer.path("repeats").asBoolean()) {
            return new ModelAndView(new RedirectView(
                    "/subjects/%s/visits/%s/entries/%s".formatted(subject, visit, form), true, false, false));
        }
        boolean recorded = answer.path(ASSESSED_ON).isString();
        ModelAndView page = pages.page(
                        recorded ? "form-recorded" : "form",
                        answer.path("label").asString() + " · " + subject)
                .addObject("subject", subject)
                .addObject("label", answer.path("label").asString())
                .addObject("visit", pages.protocol().visitLabel(visit))
                .addObject(
                        "visitDoneOn", PageWords.day(answer.path("visitDoneOn").asString("")))
                .addObject("assessedOn", PageWords.day(answer.path(ASSESSED_ON).asString("")))
                .addObject("usualDay", answer.path("visitDoneOn").asString(""))
                .addObject("today", account.today().toString())
                .addObject("todayShown", PageWords.day(account.today()))
                .addObject("withheld", answer.path("withheld").asBoolean(false));
        FormDraft draft = drafts.open(account.id(), request.getRequestURI());
        TypedForm typed = typed(answer, draft.values());
        return (recorded ? stands(page, answer, typed) : offered(page, subject, typed, objections))
                .addObject("draft", draft)
                .addObject("objections", typed.toPeople(objections))
                .addObject("names", typed.names());
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

    private ModelAndView offered(ModelAndView page, String subject, TypedForm typed, Objections objections) {
        // A form that tells the arm is filled in by those who may know it: the record would refuse, and say so in the
        // log.
        boolean kept = !pages.account().mayKnow("device-data")
                && typed.fields().stream().anyMatch(FormField::sealed);
        return page.addObject("asked", typed.asked(objections))
                .addObject("conditional", typed.fields().stream().anyMatch(FormField::conditional))
                .addObject("kindKept", kept)
                .addObject("inTheWay", possible.inTheWayOf(ACT, "/subjects/" + subject))
                .addObject("offered", !kept && possible.offered(ACT, "/subjects/" + subject));
    }
}
