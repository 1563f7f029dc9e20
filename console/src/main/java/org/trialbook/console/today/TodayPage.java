package org.trialbook.console.today;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.trialbook.console.page.Account;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.page.ProtocolWords;
import org.trialbook.console.page.RailEntry;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.JsonNode;

/// `/`: what this person has to do. Whoever has no such list comes to the first page that is theirs.
@Controller
class TodayPage implements RailEntry {

    private static final String QUESTION = "tasks";

    /// Kinds of tasks that have no window, and what is to be done.
    static final Map<String, String> WAITING = Map.of(
            "consent", "Consent",
            "eligibility", "Eligibility",
            "randomization", "Randomize",
            "unblinding", "Assess an unblinding",
            "query", "A query waits",
            "signature", "Sign the casebook",
            "verification", "Compare with the source",
            "read", "Read",
            "assignment", "Give a read to a reader");

    private final PageMaker pages;

    TodayPage(PageMaker pages) {
        this.pages = pages;
    }

    @Override
    public Entry entry() {
        return new Entry(Part.WORK, 1, "/", "Today", QUESTION);
    }

    @Override
    public int waiting() {
        return pages.ask("/tasks", Map.of("limit", "1"))
                .body()
                .path("counts")
                .valueStream()
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    /// @param about the subject, or the code of a read
    /// @param href null where no page of the console does it yet
    /// @param tone how the state is coloured; its words say the same
    public record Task(
            String about,
            @Nullable String aboutHref,
            String what,
            String closes,
            String state,
            String tone,
            @Nullable String href,
            String verb) {}

    /// @param tone as of a task
    public record Tile(int count, String label, String tone) {}

    @GetMapping("/")
    ModelAndView get() {
        Account account = pages.account();
        if (!account.asks(QUESTION)) {
            return new ModelAndView(
                    new RedirectView(pages.first().orElseThrow(OfferedActs::nowhere), true, false, false));
        }
        RecordAnswer answer = pages.ask("/tasks", Map.of("limit", "200"));
        Optional<ProtocolWords> words = account.asks("protocol") ? pages.publishedProtocol() : Optional.empty();
        List<Task> tasks =
                answer.list("tasks").stream().map(task -> task(task, words)).toList();
        return pages.page("today", "Today")
                .addObject("day", PageWords.day(account.today()))
                .addObject("place", account.site() == null ? "" : "site " + account.site())
                .addObject("tiles", tiles(answer.body().path("counts"), tasks))
                .addObject("tasks", tasks);
    }

    private static List<Tile> tiles(JsonNode counts, List<Task> tasks) {
        int late =
                (int) tasks.stream().filter(task -> task.tone().equals("bad")).count();
        return List.of(
                        new Tile(late, "overdue", "bad"),
                        new Tile(counts.path("visit").asInt(0), "visits to record", ""),
                        new Tile(counts.path("form").asInt(0), "forms to fill in", ""),
                        new Tile(
                                counts.path("consent").asInt(0)
                                        + counts.path("eligibility").asInt(0)
                                        + counts.path("randomization").asInt(0),
                                "in screening",
                                ""),
                        new Tile(counts.path("read").asInt(0), "reads", ""),
                        new Tile(counts.path("query").asInt(0), "queries", ""),
                        new Tile(counts.path("signature").asInt(0), "casebooks to sign", ""),
                        new Tile(counts.path("verification").asInt(0), "casebooks to verify", ""),
                        new Tile(counts.path("unblinding").asInt(0), "unblindings to assess", "warn"))
                .stream()
                .filter(tile -> tile.count() > 0)
                .toList();
    }

    private static Task task(JsonNode task, Optional<ProtocolWords> words) {
        String subject = task.path("subject").asString("");
        String visit = task.path("visit").asString("");
        String form = task.path("form").asString("");
        String casebook = subject.isEmpty() ? null : "/subjects/" + subject;
        String visitLabel = words.map(known -> known.visitLabel(visit)).orElse(visit);
        String kind = task.path("kind").asString();
        int late = task.path("daysLate").asInt(0);
        String closes = task.path("closes").isString()
                ? "by " + PageWords.day(task.path("closes").asString())
                : "–";
        String state = late > 0 ? (late == 1 ? "1 day" : late + " days") + " overdue" : "Due";
        String tone = late > 0 ? "bad" : "due";
        return switch (kind) {
            case "visit" ->
                new Task(
                        subject,
                        casebook,
                        visitLabel + ": visit",
                        closes,
                        state,
                        tone,
                        casebook + "/visits/" + visit,
                        "Record");
            case "form" ->
                new Task(
                        subject,
                        casebook,
                        visitLabel + ": "
                                + words.map(known -> known.formLabel(form)).orElse(form),
                        closes,
                        state,
                        tone,
                        casebook + "/visits/" + visit + "/forms/" + form,
                        "Fill in");
            case "read" ->
                waiting(
                        task.path("read").asString(),
                        null,
                        kind,
                        "/reads/" + task.path("read").asString());
            case "assignment" -> waiting(task.path("read").asString(), null, kind, null);
            case "unblinding" -> waiting(subject, casebook, kind, "/unblindings");
            case "query" ->
                waiting(
                        "%s %s".formatted(subject, task.path("query").asString()),
                        casebook,
                        kind,
                        form.isEmpty() || visit.isEmpty()
                                ? casebook
                                : casebook + "/visits/" + visit + "/forms/" + form);
            default -> waiting(subject, casebook, kind, casebook);
        };
    }

    /// What has no window. A kind that this release has no words for is named as the record names it.
    private static Task waiting(String about, @Nullable String aboutHref, String kind, @Nullable String href) {
        return new Task(
                about,
                aboutHref,
                WAITING.getOrDefault(kind, kind),
                "–",
                "Waits",
                kind.equals("unblinding") ? "warn" : "due",
                href,
                href == null ? "" : "Open");
    }
}
