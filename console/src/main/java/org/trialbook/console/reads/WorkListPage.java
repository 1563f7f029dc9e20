package org.trialbook.console.reads;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.form.FormField.Choice;
import org.trialbook.console.page.ActSubmission;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.signin.PostedForm;
import tools.jackson.databind.JsonNode;

/// `/reads`: a reader's own work, by code and modality and nothing else; takes another read, whichever it is.
@Controller
class WorkListPage implements RailEntry {

    private static final String ACT = "claim-read";
    private static final String MODALITY = "modality";

    private final PageMaker pages;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    WorkListPage(PageMaker pages, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.WORK, 3, "/reads", "My reads", "worklist");
    }

    public record Line(String read, String modality, String status) {
        public boolean submitted() {
            return status.equals("Submitted");
        }
    }

    @GetMapping("/reads")
    ModelAndView get(HttpServletRequest request) {
        return page(request, Objections.NONE);
    }

    @PostMapping("/reads")
    @Nullable
    ModelAndView post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(
                        "/reads/acts/" + ACT,
                        Map.of(MODALITY, PostedForm.values(request).getOrDefault(MODALITY, "")),
                        "",
                        answer -> "/reads/" + answer.body().path("read").asString(),
                        null),
                objections -> page(request, objections));
    }

    private ModelAndView page(HttpServletRequest request, Objections objections) {
        RecordAnswer answer = pages.askWith("/reads/worklist", "cursor", "limit");
        List<Choice> modalities = Choice.of(answer.body().path("modalities"));
        List<Line> lines = answer.list("reads").stream()
                .map(read -> line(read, modalities))
                .sorted(Comparator.comparing(Line::submitted))
                .toList();
        return pages.list("reads", "My reads", answer)
                .addObject("assigned", answer.body().path("assigned").asInt(0))
                .addObject("submitted", answer.body().path("submitted").asInt(0))
                .addObject("rows", lines)
                .addObject("modalities", modalities)
                .addObject("offered", possible.offered(ACT, "/reads"))
                .addObject("draft", drafts.open(pages.account().id(), request.getRequestURI()))
                .addObject("objections", objections);
    }

    private static Line line(JsonNode read, List<Choice> modalities) {
        return new Line(
                read.path("read").asString(),
                Choice.label(modalities, read.path(MODALITY).asString()),
                PageWords.words(read.path("status").asString()));
    }
}
