package org.trialbook.console.reads;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.page.PageMaker;
import org.trialbook.console.page.PageWords;
import org.trialbook.console.record.FileDownloads;
import tools.jackson.databind.JsonNode;

/// `/reads/{read}`: one of a reader's own reads: its files, and what is asked of it.
@Controller
class ReadPage {

    private static final String PATH = "/reads/{read}";
    private static final String PICTURE = "image/png";
    private static final Map<String, String> FORMATS = Map.of(
            "application/dicom", "DICOM", "application/pdf", "PDF", "application/xml", "Annotated ECG", PICTURE, "PNG");
    private static final int SMALL = 100_000;

    private final PageMaker pages;
    private final FileDownloads files;

    ReadPage(PageMaker pages, FileDownloads files) {
        this.pages = pages;
        this.files = files;
    }

    public record MediaFile(int number, String href, String format, String size, boolean picture) {}

    /// @param answer what an answer looks like: a range, the number of decimals
    public record AskedItem(
            String code,
            String label,
            String type,
            String unit,
            String answer,
            List<Choice> choices,
            boolean required) {}

    public record Choice(String code, String label) {}

    @GetMapping(PATH)
    ModelAndView get(@PathVariable String read) {
        JsonNode answer = pages.ask("/reads/worklist/" + read).body();
        JsonNode form = answer.path("form");
        return pages.page("read", read)
                .addObject("read", read)
                .addObject("modality", answer.path("modality").asString(""))
                .addObject("submitted", answer.path("status").asString().equals("submitted"))
                .addObject("media", media(read, answer.path("media")))
                .addObject(
                        "items",
                        form.path("items").valueStream().map(ReadPage::item).toList())
                .addObject("notEvaluable", choices(form.path("not-evaluable-reasons")));
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
                    FORMATS.getOrDefault(format, format),
                    size(file.path("bytes").asLong()),
                    format.equals(PICTURE)));
        }
        return found;
    }

    private static String size(long bytes) {
        return bytes < SMALL ? "%d bytes".formatted(bytes) : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static AskedItem item(JsonNode item) {
        return new AskedItem(
                item.path("code").asString(),
                item.path("label").asString(),
                item.path("type").asString(),
                PageWords.unit(item.path("unit").asString("")),
                permitted(item),
                choices(item.path("choices")),
                item.path("required").booleanValue());
    }

    private static String permitted(JsonNode item) {
        String min = item.path("min").asString("");
        String max = item.path("max").asString("");
        String range = min.isEmpty() && max.isEmpty()
                ? ""
                : max.isEmpty() ? "at least " + min : min.isEmpty() ? "at most " + max : min + " to " + max;
        int decimals = item.path("decimals").asInt(0);
        return switch (decimals) {
            case 0 -> range;
            case 1 -> range + ", at most 1 decimal";
            default -> range + ", at most %d decimals".formatted(decimals);
        };
    }

    private static List<Choice> choices(JsonNode list) {
        return list.valueStream()
                .map(choice -> new Choice(
                        choice.path("code").asString(), choice.path("label").asString()))
                .toList();
    }
}
