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

/// `/subjects/{subject}/forms/{form}` and `/subjects/{subject}/visits/{visit}/entries/{form}`: the entries of a form
/// that
/// repeats or belongs to no visit, and one more to be filled in.
@Controller
class EntriesPage {

    private static final String PATH = "/subjects/{subject}/forms/{form}";
    private static final String AT_A_VISIT = "/subjects/{subject}/visits/{visit}/entries/{form}";
    private static final String ACT = "record-assessment";
    private static final String ASSESSED_ON = "assessedOn";
    private static final String KEY = "key";
    /// Beside the key of the act, which the page has under that name.
    private static final String NUMBER = "entry";
    private static final String NEXT = "next";

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    EntriesPage(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    /// @param title its number and its day
    /// @param kept what a soft check says → why the answers break it
    public record EntryShown(String title, List<FormField> fields, Map<String, String> kept) {}

    @GetMapping({PATH, AT_A_VISIT})
    ModelAndView get(
            @PathVariable String subject,
            @PathVariable(required = false) @Nullable String visit,
            @PathVariable String form,
            HttpServletRequest request) {
        return page(subject, visit, form, request, Objections.NONE);
    }

    @PostMapping({PATH, AT_A_VISIT})
    @Nullable
    ModelAndView post(
            @PathVariable String subject,
            @PathVariable(required = false) @Nullable String visit,
            @PathVariable String form,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Map<String, String> typed = PostedForm.values(request);
        JsonNode answer = ask(subject, visit, form);
        TypedForm filled = typed(answer, typed);
        Map<String, Object> body = new TreeMap<>(
                Map.of("form", form, ASSESSED_ON, typed.getOrDefault(ASSESSED_ON, ""), "values", filled.answers()));
        if (visit != null) {
            body.put("visit", visit);
        }
        if (answer.path("repeats").asBoolean()) {
            body.put(KEY, typed.getOrDefault(NUMBER, ""));
        }
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

    private JsonNode ask(String subject, @Nullable String visit, String form) {
        return pages.ask("/subjects/" + subject + "/forms/" + form, visit == null ? Map.of() : Map.of("visit", visit))
                .body();
    }

    private TypedForm typed(JsonNode answer, Map<String, String> typed) {
        return new TypedForm(
                fields(answer, answer.path("items")),
                answer.path("checks"),
                typed,
                pages.account().zone());
    }

    private List<FormField> fields(JsonNode answer, JsonNode items) {
        ZoneId zone = pages.account().zone();
        List<FormField.Choice> reasons = FormField.Choice.of(answer.path("missingReasons"));
        return items.valueStream()
                .map(item -> FormField.of(item, reasons, zone))
                .toList();
    }

    private EntryShown shown(JsonNode answer, JsonNode entry) {
        Map<String, String> kept = new TreeMap<>();
        answer.path("checks").valueStream().forEach(check -> {
            String reason =
                    entry.path("kept").path(check.path("code").asString()).asString("");
            if (!reason.isEmpty()) {
                kept.put(check.path("text").asString(), reason);
            }
        });
        String number = entry.path(KEY).asString("");
        return new EntryShown(
                (number.isEmpty() ? "" : number + " · ")
                        + PageWords.day(entry.path(ASSESSED_ON).asString("")),
                fields(answer, entry.path("items")),
                kept);
    }

    private ModelAndView page(
            String subject, @Nullable String visit, String form, HttpServletRequest request, Objections objections) {
        Account account = pages.account();
        JsonNode answer = ask(subject, visit, form);
        String label = answer.path("label").asString();
        FormDraft draft = drafts.open(account.id(), request.getRequestURI());
        TypedForm typed = typed(answer, draft.values());
        List<EntryShown> entries = answer.path("entries")
                .valueStream()
                .map(entry -> shown(answer, entry))
                .toList();
        boolean sealed =
                !account.mayKnow("device-data") && typed.fields().stream().anyMatch(FormField::sealed);
        // A form of a visit that is filled in once has a page of its own.
        boolean here = visit == null
                ? answer.path("outsideVisits").asBoolean()
                : answer.path("repeats").asBoolean();
        boolean full = !here || (!answer.path("repeats").asBoolean() && !entries.isEmpty());
        String target = "/subjects/" + subject;
        return pages.page("entries", label + " · " + subject)
                .addObject("subject", subject)
                .addObject("label", label)
                .addObject("visit", visit == null ? "" : pages.protocol().visitLabel(visit))
                .addObject("repeats", answer.path("repeats").asBoolean())
                .addObject(NEXT, answer.path(NEXT).asString(""))
                .addObject("entries", entries)
                .addObject("today", account.today().toString())
                .addObject("todayShown", PageWords.day(account.today()))
                .addObject("asked", typed.asked(objections))
                .addObject("conditional", typed.fields().stream().anyMatch(FormField::conditional))
                .addObject("kindKept", sealed)
                .addObject("inTheWay", full ? Objections.NONE : possible.inTheWayOf(ACT, target))
                .addObject("offered", !sealed && !full && possible.offered(ACT, target))
                .addObject("draft", draft)
                .addObject("objections", typed.toPeople(objections))
                .addObject("names", typed.names());
    }
}
