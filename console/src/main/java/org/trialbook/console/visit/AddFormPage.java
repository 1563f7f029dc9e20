package org.trialbook.console.visit;

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
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.ProtocolWords;
import org.trialbook.console.page.ProtocolWords.PlannedVisit;

/// `/subjects/{subject}/visits/{visit}/added-form`: adds a form to this subject's visit, and leads to the casebook that
/// has it.
@Controller
class AddFormPage {

    private static final String PATH = "/subjects/{subject}/visits/{visit}/added-form";

    private final PageMaker pages;
    private final ActForms forms;

    AddFormPage(PageMaker pages, ActForms forms) {
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String subject, @PathVariable String visit, HttpServletRequest request) {
        return forms.page(form(subject, visit), request);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(
            @PathVariable String subject,
            @PathVariable String visit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        return forms.submit(form(subject, visit), request, response);
    }

    private ActForms.Form form(String subject, String visit) {
        ProtocolWords words = pages.protocol();
        PlannedVisit planned = words.visit(visit).orElseThrow(OfferedActs::nowhere);
        List<ActForms.Option> addable = words.addableForms().stream()
                .filter(form -> !planned.forms().contains(form))
                .map(form -> new ActForms.Option(form.code(), form.label()))
                .toList();
        return new ActForms.Form(
                "add-form",
                "/subjects/" + subject,
                "Add a form to " + planned.label() + " · " + subject,
                "For this subject alone. It is then expected, filled in and shown as the visit's other forms are.",
                Map.of("visit", visit),
                List.of(
                        ActForms.Field.choice("form", "Form", addable),
                        ActForms.Field.text("because", "Why", "sealed: it may tell the arm", 500)),
                "/subjects/" + subject,
                "Add");
    }
}
