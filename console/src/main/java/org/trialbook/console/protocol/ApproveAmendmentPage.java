package org.trialbook.console.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.trialbook.console.draft.FormDraft;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.page.ActForms;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.record.RecordClient;
import org.trialbook.console.signin.PostedForm;

/// `/protocol/approval`: approves a version that touches the blind, by its very file, before somebody else publishes
/// it. What the file changes, and whom that touches, is shown before it is approved.
@Controller
class ApproveAmendmentPage {

    private static final String PATH = "/protocol/approval";
    private static final String SHOW = "show";
    private static final ActForms.Field FILE =
            ActForms.Field.file("protocol", "The protocol's file", "YAML, to the character", 60_000);

    private final PageMaker pages;
    private final ActForms forms;
    private final FormDrafts drafts;
    private final RecordClient record;

    ApproveAmendmentPage(PageMaker pages, ActForms forms, FormDrafts drafts, RecordClient record) {
        this.pages = pages;
        this.forms = forms;
        this.drafts = drafts;
        this.record = record;
    }

    @GetMapping(PATH)
    ModelAndView get(HttpServletRequest request) {
        return compared(forms.page(form(), request));
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter(SHOW) == null) {
            return forms.submit(form(), request, response, this::compared);
        }
        String person = pages.account().id();
        if (person.equals(request.getParameter(PostedForm.PERSON))) {
            FormDraft before = drafts.open(person, PATH);
            drafts.keep(person, PATH, before.key(), PostedForm.values(request));
        }
        RedirectView shown = new RedirectView(PATH);
        shown.setStatusCode(HttpStatus.SEE_OTHER);
        shown.setExposeModelAttributes(false);
        return new ModelAndView(shown);
    }

    /// With what the file that is typed changes, where one is.
    private ModelAndView compared(ModelAndView page) {
        String file = FILE.said(drafts.open(pages.account().id(), PATH).values());
        return page.addObject("shows", "Show what it changes")
                .addObject(
                        "difference",
                        file.isEmpty()
                                ? null
                                : record.consult("/protocol/difference", Map.of(FILE.name(), file))
                                        .map());
    }

    private static ActForms.Form form() {
        return new ActForms.Form(
                "approve-amendment",
                "",
                "Approve an amendment",
                "One that seals otherwise, or lets others know, is published once a second person has approved the very same"
                        + " file.",
                Map.of(),
                List.of(FILE),
                "/protocol/versions",
                "Approve");
    }
}
