package org.trialbook.console.implant;

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
import org.trialbook.console.draft.FormDraft;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.form.FormField;
import org.trialbook.console.form.TypedForm;
import org.trialbook.console.page.Account;
import org.trialbook.console.page.ActSubmission;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.signin.PostedForm;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}/implant-attempt`: an attempt at the implant, as the protocol asks of it, to be filled in. How
/// earlier ones went is shown where the treatment is.
@Controller
class AttemptPage {

    private static final String PATH = "/subjects/{subject}/implant-attempt";
    private static final String ACT = "record-implant-attempt";
    private static final String PERFORMED_ON = "performedOn";

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    AttemptPage(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String subject, HttpServletRequest request) {
        return page(subject, request, Objections.NONE);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(@PathVariable String subject, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> typed = PostedForm.values(request);
        TypedForm filled = typed(ask(subject), typed);
        Map<String, Object> body =
                new TreeMap<>(Map.of(PERFORMED_ON, typed.getOrDefault(PERFORMED_ON, ""), "values", filled.answers()));
        if (!filled.kept().isEmpty()) {
            body.put("kept", filled.kept());
        }
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(
                        "/subjects/" + subject + "/acts/" + ACT, body, FormField.ITEM, "/subjects/" + subject),
                objections -> page(subject, request, objections));
    }

    private JsonNode ask(String subject) {
        return pages.ask("/subjects/" + subject + "/implant-attempt").body();
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

    private ModelAndView page(String subject, HttpServletRequest request, Objections objections) {
        Account account = pages.account();
        JsonNode answer = ask(subject);
        FormDraft draft = drafts.open(account.id(), request.getRequestURI());
        TypedForm typed = typed(answer, draft.values());
        String label = answer.path("label").asString();
        String target = "/subjects/" + subject;
        return pages.page("attempt", label + " · " + subject)
                .addObject("subject", subject)
                .addObject("label", label)
                .addObject("today", account.today().toString())
                .addObject("todayShown", PageWords.day(account.today()))
                .addObject("asked", typed.asked(objections))
                .addObject("conditional", typed.fields().stream().anyMatch(FormField::conditional))
                .addObject("inTheWay", possible.inTheWayOf(ACT, target))
                .addObject("offered", possible.offered(ACT, target))
                .addObject("draft", draft)
                .addObject("objections", typed.toPeople(objections))
                .addObject("names", typed.names());
    }
}
