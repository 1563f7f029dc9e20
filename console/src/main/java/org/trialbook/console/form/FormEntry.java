package org.trialbook.console.form;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
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

/// How a form about a subject gets from a page into the record: its fields as the record asks them, with what was typed
/// so far, and the act that the answers become.
@Component
public final class FormEntry {

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    FormEntry(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    /// The items as fields.
    ///
    /// @param answer in which the record says why a value may be missing
    List<FormField> fields(JsonNode answer, JsonNode items) {
        ZoneId zone = pages.account().zone();
        List<FormField.Choice> reasons = FormField.Choice.of(answer.path("missingReasons"));
        return items.valueStream()
                .map(item -> FormField.of(item, reasons, zone))
                .toList();
    }

    /// What the record asks, with what is kept as a draft under the page's address.
    TypedForm drafted(JsonNode answer, HttpServletRequest request) {
        return typed(answer, draft(request).values());
    }

    private TypedForm typed(JsonNode answer, Map<String, String> typed) {
        return new TypedForm(
                fields(answer, answer.path("items")),
                answer.path("checks"),
                typed,
                pages.account().zone());
    }

    private FormDraft draft(HttpServletRequest request) {
        return drafts.open(pages.account().id(), request.getRequestURI());
    }

    /// Whether what the form asks is kept from whoever looks at it: the record would refuse, and say so in the log.
    boolean sealedTo(Account account, TypedForm form) {
        return !account.mayKnow("device-data") && form.fields().stream().anyMatch(FormField::sealed);
    }

    /// @param said what the act says beside the answers
    /// @param day the member that holds the day on which it happened
    /// @param goOn where what was recorded is shown
    /// @param refill the form again, with what stands against it
    public @Nullable ModelAndView submit(
            HttpServletRequest request,
            HttpServletResponse response,
            String act,
            JsonNode answer,
            Map<String, ?> said,
            String day,
            String goOn,
            Function<Objections, ModelAndView> refill)
            throws IOException {
        Map<String, String> typed = PostedForm.values(request);
        TypedForm filled = typed(answer, typed);
        Map<String, Object> body = new TreeMap<>(said);
        body.put(day, typed.getOrDefault(day, ""));
        body.put("values", filled.answers());
        // A request without reasons is, to the byte, what it was before there were any.
        if (!filled.kept().isEmpty()) {
            body.put("kept", filled.kept());
        }
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(target(answer) + "/acts/" + act, body, FormField.ITEM, goOn),
                refill);
    }

    /// Puts the form onto the page.
    ///
    /// @param open whether it can be filled in at all, whatever the record says of the act now
    public ModelAndView drawn(
            ModelAndView page,
            HttpServletRequest request,
            String act,
            JsonNode answer,
            Objections objections,
            boolean open) {
        Account account = pages.account();
        TypedForm typed = drafted(answer, request);
        return page.addObject("subject", answer.path("subject").asString())
                .addObject("label", answer.path("label").asString())
                .addObject("today", account.today().toString())
                .addObject("todayShown", PageWords.day(account.today()))
                .addObject("asked", typed.asked(objections))
                .addObject("conditional", typed.fields().stream().anyMatch(FormField::conditional))
                .addObject("inTheWay", open ? possible.inTheWayOf(act, target(answer)) : Objections.NONE)
                .addObject("offered", open && possible.offered(act, target(answer)))
                .addObject("draft", draft(request))
                .addObject("objections", typed.toPeople(objections))
                .addObject("names", typed.names());
    }

    private static String target(JsonNode answer) {
        return "/subjects/" + answer.path("subject").asString();
    }
}
