package org.trialbook.console.form;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        Map<String, Object> answers = new TreeMap<>();
        for (FormField field : fields(ask(subject, visit, form), pages.account().zone())) {
            String value = typed.getOrDefault(field.name(), "");
            if (!value.isEmpty()) {
                answers.put(
                        field.code(),
                        field.ucum().isEmpty() ? Map.of("value", value) : Map.of("value", value, "unit", field.ucum()));
            }
        }
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(
                        "/subjects/" + subject + "/acts/" + ACT,
                        Map.of(
                                "visit",
                                visit,
                                "form",
                                form,
                                ASSESSED_ON,
                                typed.getOrDefault(ASSESSED_ON, ""),
                                "values",
                                answers),
                        FormField.ITEM,
                        request.getRequestURI()),
                objections -> page(subject, visit, form, request, objections));
    }

    private JsonNode ask(String subject, String visit, String form) {
        return pages.ask("/subjects/" + subject + "/visits/" + visit + "/forms/" + form, Map.of())
                .body();
    }

    private static List<FormField> fields(JsonNode answer, ZoneId zone) {
        return answer.path("items")
                .valueStream()
                .map(item -> FormField.of(item, zone))
                .toList();
    }

    private ModelAndView page(
            String subject, String visit, String form, HttpServletRequest request, Objections objections) {
        Account account = pages.account();
        JsonNode answer = ask(subject, visit, form);
        List<FormField> fields = fields(answer, account.zone());
        FormDraft draft = drafts.open(account.id(), request.getRequestURI());
        boolean recorded = answer.path(ASSESSED_ON).isString();
        // A form that tells the arm is filled in by those who may know it: the record would refuse, and say so in the
        // log.
        boolean kept = account.blinded() && fields.stream().anyMatch(FormField::sealed);
        String visitLabel = pages.protocol().visitLabel(visit);
        String doneOn = answer.path("visitDoneOn").asString("");
        return pages.page(
                        recorded ? "form-recorded" : "form",
                        answer.path("label").asString() + " · " + subject)
                .addObject("subject", subject)
                .addObject("label", answer.path("label").asString())
                .addObject("visit", visitLabel)
                .addObject("visitDoneOn", PageWords.day(doneOn))
                .addObject("assessedOn", PageWords.day(answer.path(ASSESSED_ON).asString("")))
                .addObject("usualDay", doneOn)
                .addObject("today", account.today().toString())
                .addObject("todayShown", PageWords.day(account.today()))
                .addObject("withheld", answer.path("withheld").asBoolean(false))
                .addObject("fields", fields)
                .addObject("names", fields.stream().collect(Collectors.toMap(FormField::name, FormField::label)))
                .addObject("kindKept", kept)
                .addObject("inTheWay", possible.inTheWayOf(ACT, "/subjects/" + subject))
                .addObject("offered", !kept && possible.offered(ACT, "/subjects/" + subject))
                .addObject("draft", draft)
                .addObject("objections", objections);
    }
}
