package org.trialbook.view.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.worklist.AssignedReadQuestion;
import tools.jackson.databind.JsonNode;

/// One of a reader's own reads: its files, and what is asked of it.
final class ReadPage extends QuestionPage {
    private static final Map<String, String> FORMATS = Map.of(
            "application/dicom", "DICOM",
            "application/pdf", "PDF",
            "application/xml", "Annotated ECG",
            "image/png", "PNG");

    ReadPage() {
        super("/reads/{read}", null, "read", AssignedReadQuestion.class);
    }

    /// @param answer what an answer looks like: a range, the codes to choose from
    public record AskedItem(
            String code,
            String label,
            String type,
            @Nullable String unit,
            String answer,
            List<Choice> choices,
            boolean required) {}

    public record Choice(String code, String label) {}

    public record MediaFile(int number, String href, String format, String size) {}

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        JsonNode form = answer.content().path("form");
        return Map.of(
                "list",
                Pages.at("/reads", asking.asOf()),
                "media",
                media(answer.content().path("media")),
                "status",
                DisplayFormats.of(answer.content().path("status").asString()),
                "items",
                form.path("items").valueStream().map(ReadPage::item).toList(),
                "notEvaluable",
                choices(form.path("not-evaluable-reasons")));
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

    private static AskedItem item(JsonNode item) {
        String unit = item.path("unit").isString() ? item.path("unit").asString() : null;
        return new AskedItem(
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
}
