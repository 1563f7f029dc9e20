package org.trialbook.console.explorer;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.Account;
import org.trialbook.console.page.EventRow;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.FileDownloads;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.record.RecordClient;

/// `/record`: every event with its position and leaf hash, as somebody blinded may see it; and the bundles that this
/// person may have, to verify offline.
@Controller
class RecordListPage implements RailEntry {

    private static final String USUAL = "50";

    private final PageMaker pages;
    private final RecordClient record;
    private final FileDownloads files;

    RecordListPage(PageMaker pages, RecordClient record, FileDownloads files) {
        this.pages = pages;
        this.record = record;
        this.files = files;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.STUDY, 4, "/record", "Record", "record");
    }

    @GetMapping("/record")
    ModelAndView get() {
        Map<String, String> asked = new HashMap<>(pages.parameters("from", "limit"));
        asked.putIfAbsent("limit", USUAL);
        RecordAnswer answer = pages.ask("/record", asked);
        Account account = pages.account();
        return pages.list("record", "Record", answer)
                .addObject("from", answer.body().path("from").asString(""))
                .addObject("bundle", account.asks("bundle"))
                .addObject("redactedBundle", account.asks("redacted-bundle"))
                .addObject("checkpoint", account.asks("checkpoint"))
                .addObject(
                        "witnesses",
                        account.asks("tree")
                                ? record.askOfTheRecord("/witnesses").map().get("witnesses")
                                : null)
                .addObject(
                        "rows",
                        answer.list("events").stream().map(EventRow::ofRecord).toList());
    }

    @GetMapping("/record/bundle")
    void bundle(HttpServletResponse response) throws IOException {
        files.pass("/bundle", pages.parameters("asOf"), response);
    }

    @GetMapping("/record/bundle/redacted")
    void redactedBundle(HttpServletResponse response) throws IOException {
        files.pass("/bundle/redacted", pages.parameters("asOf"), response);
    }

    @GetMapping("/record/checkpoint")
    void checkpoint(HttpServletResponse response) throws IOException {
        files.pass("/checkpoint", Map.of(), response);
    }
}
