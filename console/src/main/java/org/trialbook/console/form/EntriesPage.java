package org.trialbook.console.form;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.signin.PostedForm;
import tools.jackson.databind.JsonNode;

/// `/subjects/{subject}/forms/{form}` and `/subjects/{subject}/visits/{visit}/entries/{form}`: the entries of a form
/// that repeats or belongs to no visit, and one more to be filled in.
@Controller
class EntriesPage {

    private static final String PATH = "/subjects/{subject}/forms/{form}";
    private static final String AT_A_VISIT = "/subjects/{subject}/visits/{visit}/entries/{form}";
    private static final String ACT = "record-assessment";
    private static final String ASSESSED_ON = "assessedOn";
    private static final String KEY = "key";
    /// An entry's key on the page, where the act's own key has that name.
    private static final String NUMBER = "entry";

    private final PageMaker pages;
    private final FormEntry forms;

    EntriesPage(PageMaker pages, FormEntry forms) {
        this.pages = pages;
        this.forms = forms;
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
        return page(ask(subject, visit, form), visit, request, Objections.NONE);
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
        JsonNode answer = ask(subject, visit, form);
        Map<String, Object> said = new TreeMap<>(Map.of("form", form));
        if (visit != null) {
            said.put("visit", visit);
        }
        if (repeats(answer)) {
            said.put(KEY, PostedForm.values(request).getOrDefault(NUMBER, ""));
        }
        return forms.submit(
                request,
                response,
                ACT,
                answer,
                said,
                ASSESSED_ON,
                request.getRequestURI(),
                objections -> page(answer, visit, request, objections));
    }

    private JsonNode ask(String subject, @Nullable String visit, String form) {
        return pages.ask("/subjects/" + subject + "/forms/" + form, visit == null ? Map.of() : Map.of("visit", visit))
                .body();
    }

    private static boolean repeats(JsonNode answer) {
        return answer.path("repeats").asBoolean();
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
                forms.fields(answer, entry.path("items")),
                kept);
    }

    private ModelAndView page(
            JsonNode answer, @Nullable String visit, HttpServletRequest request, Objections objections) {
        List<EntryShown> entries = answer.path("entries")
                .valueStream()
                .map(entry -> shown(answer, entry))
                .toList();
        boolean sealed = forms.sealedTo(pages.account(), forms.drafted(answer, request));
        // A form of a visit that is filled in once has a page of its own.
        boolean here = visit == null ? answer.path("outsideVisits").asBoolean() : repeats(answer);
        boolean room = here && (repeats(answer) || entries.isEmpty());
        String title = "%s · %s"
                .formatted(
                        answer.path("label").asString(), answer.path("subject").asString());
        return forms.drawn(pages.page("entries", title), request, ACT, answer, objections, room && !sealed)
                .addObject("visit", visit == null ? "" : pages.protocol().visitLabel(visit))
                .addObject("repeats", repeats(answer))
                .addObject("next", answer.path("next").asString(""))
                .addObject("entries", entries)
                .addObject("kindKept", sealed);
    }
}
