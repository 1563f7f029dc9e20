package org.trialbook.console.reads;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.draft.FormDraft;
import org.trialbook.console.draft.FormDrafts;
import org.trialbook.console.form.FormField;
import org.trialbook.console.form.FormField.Choice;
import org.trialbook.console.form.TypedForm;
import org.trialbook.console.page.Account;
import org.trialbook.console.page.ActSubmission;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.OfferedActs;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.record.FileDownloads;
import org.trialbook.console.signin.PostedForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/reads/{read}`: one of a reader's own reads: its files, and what is asked of it, to be filled in until it is
/// submitted.
@Controller
class ReadPage {

    private static final String PATH = "/reads/{read}";
    private static final String ACT = "submit-read";
    private static final String NOT_EVALUABLE = "notEvaluable";
    private static final String ARM = "guess.arm";
    private static final String CONFIDENCE = "guess.confidence";
    private static final String PICTURE = "image/png";

    private final PageMaker pages;
    private final FileDownloads files;
    private final ActSubmission acts;
    private final OfferedActs possible;
    private final FormDrafts drafts;

    ReadPage(PageMaker pages, FileDownloads files, ActSubmission acts, OfferedActs possible, FormDrafts drafts) {
        this.pages = pages;
        this.files = files;
        this.acts = acts;
        this.possible = possible;
        this.drafts = drafts;
    }

    public record MediaFile(int number, String href, String format, String size, boolean picture) {}

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String read, HttpServletRequest request) {
        return page(read, request, Objections.NONE);
    }

    @PostMapping(PATH)
    @Nullable
    ModelAndView post(@PathVariable String read, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> said = PostedForm.values(request);
        Map<String, Object> body = new HashMap<>();
        body.put("values", typed(ask(read), said).answers());
        if (!said.getOrDefault(NOT_EVALUABLE, "").isEmpty()) {
            body.put(NOT_EVALUABLE, said.get(NOT_EVALUABLE));
        }
        body.put("guess", guess(said.getOrDefault(ARM, ""), said.getOrDefault(CONFIDENCE, "")));
        return acts.submit(
                request,
                response,
                pages.account().id(),
                new ActSubmission.Asked(
                        "/reads/" + read + "/acts/" + ACT, body, FormField.ITEM, request.getRequestURI()),
                objections -> page(read, request, objections));
    }

    private static Map<String, Object> guess(String arm, String confidence) {
        Map<String, Object> guess = new LinkedHashMap<>();
        if (!arm.isEmpty()) {
            guess.put("arm", arm);
        }
        if (!confidence.isEmpty()) {
            guess.put("confidence", confidence.matches("[0-9]") ? Integer.valueOf(confidence) : confidence);
        }
        return guess;
    }

    private JsonNode ask(String read) {
        return pages.ask("/reads/worklist/" + read).body();
    }

    private TypedForm typed(JsonNode answer, Map<String, String> typed) {
        Account account = pages.account();
        return new TypedForm(
                answer.at("/form/items")
                        .valueStream()
                        .map(item -> FormField.of(
                                JsonNodeFactory.instance.objectNode().set("definition", item),
                                List.of(),
                                account.zone()))
                        .toList(),
                JsonNodeFactory.instance.arrayNode(),
                typed,
                account.zone());
    }

    private ModelAndView page(String read, HttpServletRequest request, Objections objections) {
        JsonNode answer = ask(read);
        JsonNode form = answer.path("form");
        FormDraft draft = drafts.open(pages.account().id(), request.getRequestURI());
        TypedForm typed = typed(answer, draft.values());
        boolean submitted = answer.path("status").asString().equals("submitted");
        String target = "/reads/" + read;
        Map<String, String> names = new HashMap<>(typed.names());
        names.putAll(Map.of(NOT_EVALUABLE, "Nothing can be measured", ARM, "Arm", CONFIDENCE, "How sure"));
        return pages.page("read", read)
                .addObject("read", read)
                .addObject(
                        "modality",
                        form.path("label").asString(answer.path("modality").asString("")))
                .addObject("submitted", submitted)
                .addObject("media", media(read, answer.path("media")))
                .addObject("asked", typed.asked(objections))
                .addObject("notEvaluable", Choice.of(form.path("not-evaluable-reasons")))
                .addObject("guesses", Choice.of(form.path("guesses")))
                .addObject(
                        "sureness",
                        IntStream.rangeClosed(1, 5).mapToObj(String::valueOf).toList())
                .addObject("inTheWay", submitted ? Objections.NONE : possible.inTheWayOf(ACT, target))
                .addObject("offered", !submitted && form.isObject() && possible.offered(ACT, target))
                .addObject("draft", draft)
                .addObject("names", names)
                .addObject("objections", beside(objections));
    }

    /// What the record says of a read as a whole, at the field that it is about.
    private static Objections beside(Objections objections) {
        String detail = objections.evidence().stream()
                .filter(each -> each.name().equals("Detail"))
                .map(Objections.Evidence::value)
                .findFirst()
                .orElse("");
        Map<String, String> fields = detail.contains("confidence")
                ? Map.of(CONFIDENCE, "1 to 5 beside an arm, and nothing without one.")
                : detail.contains(ARM)
                        ? Map.of(ARM, "One of the study’s arms, or nothing.")
                        : detail.contains(NOT_EVALUABLE)
                                ? Map.of(
                                        NOT_EVALUABLE,
                                        "Either the items are answered, or it is said why nothing can be measured.")
                                : objections.fields();
        return detail.isEmpty()
                ? objections
                : new Objections(
                        objections.headline(),
                        fields.equals(objections.fields()) ? objections.evidence() : List.of(),
                        fields);
    }

    /// The bytes of a file, as the record gives them to this reader.
    @GetMapping(PATH + "/media/{n:[1-9][0-9]{0,3}}")
    void file(@PathVariable String read, @PathVariable int n, HttpServletResponse response) throws IOException {
        files.pass("/reads/worklist/" + read + "/media/" + n, Map.of(), response);
    }

    private static List<MediaFile> media(String read, JsonNode list) {
        List<MediaFile> found = new ArrayList<>();
        for (JsonNode file : list) {
            int number = found.size() + 1;
            String format = file.path("contentType").asString();
            found.add(new MediaFile(
                    number,
                    "/reads/" + read + "/media/" + number,
                    PageWords.format(format),
                    PageWords.size(file.path("bytes").asLong()),
                    format.equals(PICTURE)));
        }
        return found;
    }
}
