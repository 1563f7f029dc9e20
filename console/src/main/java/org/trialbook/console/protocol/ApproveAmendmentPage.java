package org.trialbook.console.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.ActForms;

/// `/protocol/approval`: approves a version that touches the blind, by its very file, before somebody else publishes
/// it.
@Controller
class ApproveAmendmentPage {

    private static final String PATH = "/protocol/approval";

    private final ActForms forms;

    ApproveAmendmentPage(ActForms forms) {
        this.forms = forms;
    }

    @GetMapping(PATH)
    ModelAndView get(HttpServletRequest request) {
        return forms.page(form(), request);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return forms.submit(form(), request, response);
    }

    private static ActForms.Form form() {
        return new ActForms.Form(
                "approve-amendment",
                "",
                "Approve an amendment",
                "One that seals otherwise, or lets others know, is published once a second person has approved the very same"
                        + " file. What it changes, trialbook protocol diff says.",
                Map.of(),
                List.of(ActForms.Field.text("protocol", "The protocol's file", "YAML, to the character", 60_000)),
                "/protocol/versions",
                "Approve");
    }
}
