package org.trialbook.view.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Question;
import org.trialbook.event.ReadCode;
import org.trialbook.view.readresults.ReadResultsEndpoint;
import org.trialbook.view.worklist.WorkListEndpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /reads`, `GET /reads/{code}`: a reader's own work, by code and modality and nothing else.
/// `GET /reads/results`: what was measured, for those who may ask.
@Controller
final class ReadsPage {

    /// What has a column of its own, or isn't shown.
    private static final List<String> RESULT_COLUMNS =
            List.of("Read", "Subject", "Site", "Visit", "Modality", "Status", "Reader", "Submitted at");

    /// What has a column of its own as a whole.
    private static final List<String> DETAILS = List.of("further", "final", "derived", "afterUnblinding");

    private static final Map<String, String> FORMATS = Map.of(
            "application/dicom", "DICOM",
            "application/pdf", "PDF",
            "application/xml", "Annotated ECG",
            "image/png", "PNG");

    private final Pages pages;
    private final WorkListEndpoint workList;
    private final ReadResultsEndpoint results;

    ReadsPage(Pages pages, WorkListEndpoint workList, ReadResultsEndpoint results) {
        this.pages = pages;
        this.workList = workList;
        this.results = results;
    }

    public record Line(String read, String href, String modality, String status) {
        boolean submitted() {
            return status.equals("Submitted");
        }
    }

    /// @param answer what an answer looks like: a range, the codes to choose from
    public record Asked(
            String code,
            String label,
            String type,
            @Nullable String unit,
            String answer,
            List<Choice> choices,
            boolean required) {}

    public record Choice(String code, String label) {}

    public record MediaFile(int number, String href, String format, String size) {}

    public record Result(
            String read,
            @Nullable String subject,
            @Nullable String visit,
            String modality,
            String status,
            List<Field> values,
            List<Field> counts,
            boolean afterUnblinding) {}

    @Asks(Question.WORKLIST)
    @GetMapping("/reads")
    ModelAndView workList(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(workList.workList(caller, asOf, limit, after));
        List<Line> lines = answer.list("reads").stream()
                .map(read -> line(read, asOf))
                .sorted(Comparator.comparing(Line::submitted))
                .toList();
        return pages.show("reads", caller, asOf, answer)
                .addObject("rows", lines)
                .addObject(
                        "toDo", lines.stream().filter(line -> !line.submitted()).count());
    }

    @Asks(Question.WORKLIST)
    @GetMapping("/reads/{code}")
    ModelAndView read(Caller caller, @PathVariable ReadCode code, @RequestParam @Nullable String asOf) {
        Answered answer = Answered.of(workList.read(caller, Pages.study(), code, asOf));
        JsonNode form = answer.content().path("form");
        return pages.show("read", caller, asOf, answer)
                .addObject("list", Pages.at("/reads", asOf))
                .addObject("media", media(answer.content().path("media")))
                .addObject(
                        "status",
                        DisplayFormats.of(answer.content().path("status").asString()))
                .addObject(
                        "items",
                        form.path("items").valueStream().map(ReadsPage::item).toList())
                .addObject("notEvaluable", choices(form.path("not-evaluable-reasons")));
    }

    @Asks({Question.WORKLIST, Question.READ_RESULTS})
    @GetMapping("/reads/results")
    ModelAndView results(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Answered answer = Answered.of(results.results(caller, Pages.study(), asOf, limit, after));
        return pages.show("results", caller, asOf, answer)
                .addObject(
                        "rows",
                        answer.list("reads").stream().map(ReadsPage::result).toList());
    }

    private static List<MediaFile> media(JsonNode list) {
        List<MediaFile> files = new ArrayList<>();
        for (JsonNode file : list) {
            String format = file.path("contentType").asString();
            files.add(new MediaFile(
                    files.size() + 1,
                    file.path("href").asString(),
                    FORMATS.getOrDefault(format, format),
                    size(file.path("bytes").asLong())));
        }
        return files;
    }

    private static String size(long bytes) {
        return bytes < 100_000 ? "%d bytes".formatted(bytes) : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static Line line(JsonNode read, @Nullable String asOf) {
        String code = read.path("read").asString();
        return new Line(
                code,
                Pages.at("/reads/" + code, asOf),
                read.path("modality").asString(),
                DisplayFormats.of(read.path("status").asString()));
    }

    private static Asked item(JsonNode item) {
        String unit = item.path("unit").isString() ? item.path("unit").asString() : null;
        return new Asked(
                item.path("code").asString(),
                item.path("label").asString(),
                item.path("type").asString(),
                unit,
                permitted(item),
                choices(item.path("choices")),
                item.path("required").booleanValue());
    }

    private static String permitted(JsonNode item) {
        String min = item.path("min").asString();
        String max = item.path("max").asString();
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

    /// A reader's own result has neither subject nor visit nor status: it is submitted, or it would not be there.
    private static Result result(JsonNode read) {
        List<Field> values = Field.of(withoutDetails(read)).stream()
                .filter(field -> !RESULT_COLUMNS.contains(field.label()))
                .toList();
        List<Field> counts = new ArrayList<>();
        if (read.path("final").isObject()) {
            counts.addAll(Field.of(read.path("final")));
            read.path("derived")
                    .properties()
                    .forEach(derived -> counts.add(new Field(
                            derived.getKey(),
                            "%s %s (%s, %s m2)"
                                    .formatted(
                                            derived.getValue()
                                                    .at("/value/value")
                                                    .asString(),
                                            derived.getValue().at("/value/unit").asString(),
                                            derived.getValue().path("formula").asString(),
                                            derived.getValue()
                                                    .path("bodySurface")
                                                    .asString()),
                            null,
                            false,
                            false)));
        }
        return new Result(
                read.path("read").asString(),
                text(read, "subject"),
                text(read, "visit"),
                read.path("modality").asString(),
                read.has("status") ? DisplayFormats.of(read.path("status").asString()) : "Submitted",
                values,
                counts,
                read.path("afterUnblinding").asBoolean(false));
    }

    private static JsonNode withoutDetails(JsonNode read) {
        ObjectNode plain = ((ObjectNode) read).deepCopy();
        DETAILS.forEach(plain::remove);
        return plain;
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.path(member).isString() ? node.path(member).asString() : null;
    }
}
