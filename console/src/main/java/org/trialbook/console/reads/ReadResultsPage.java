package org.trialbook.console.reads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.ProtocolWords;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.page.RecordedField;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/reads/results`: what was measured, for those who may ask.
@Controller
class ReadResultsPage implements RailEntry {

    /// What has a column of its own, or isn't shown.
    private static final List<String> RESULT_COLUMNS =
            List.of("Read", "Subject", "Site", "Visit", "Modality", "Status", "Reader", "Submitted at");
    /// What has a column of its own as a whole.
    private static final List<String> DETAILS = List.of("further", "final", "derived", "afterUnblinding");

    private final PageMaker pages;

    ReadResultsPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.STUDY, 2, "/reads/results", "Read results", "read-results");
    }

    /// @param subject empty, as the visit is, where the record does not say whose it is
    public record Result(
            String read,
            String subject,
            String visit,
            String modality,
            String status,
            List<RecordedField> values,
            List<RecordedField> counts,
            boolean afterUnblinding) {}

    @GetMapping("/reads/results")
    ModelAndView get() {
        RecordAnswer answer = pages.askWith("/reads/results", "cursor", "limit");
        Optional<ProtocolWords> words = pages.account().asks("protocol") ? pages.publishedProtocol() : Optional.empty();
        return pages.list("read-results", "Read results", answer)
                .addObject(
                        "rows",
                        answer.list("reads").stream()
                                .map(read -> result(read, words))
                                .toList());
    }

    /// A reader's own result has neither subject nor visit nor status: it is submitted, or it would not be there.
    private static Result result(JsonNode read, Optional<ProtocolWords> words) {
        List<RecordedField> values = RecordedField.of(withoutDetails(read)).stream()
                .filter(field -> !RESULT_COLUMNS.contains(field.label()))
                .toList();
        List<RecordedField> counts = new ArrayList<>();
        if (read.path("final").isObject()) {
            counts.addAll(RecordedField.of(read.path("final")));
            read.path("derived")
                    .properties()
                    .forEach(derived -> counts.add(RecordedField.derived(derived.getKey(), derived.getValue())));
        }
        String visit = read.path("visit").asString("");
        return new Result(
                read.path("read").asString(),
                read.path("subject").asString(""),
                words.map(known -> known.visitLabel(visit)).orElse(visit),
                read.path("modality").asString(),
                read.has("status") ? PageWords.words(read.path("status").asString()) : "Submitted",
                values,
                counts,
                read.path("afterUnblinding").asBoolean(false));
    }

    private static JsonNode withoutDetails(JsonNode read) {
        ObjectNode plain = ((ObjectNode) read).deepCopy();
        DETAILS.forEach(plain::remove);
        return plain;
    }
}
