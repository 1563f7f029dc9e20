package org.trialbook.view.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.worklist.WorkListQuestion;
import tools.jackson.databind.JsonNode;

/// A reader's own work, by code and modality and nothing else.
final class ReadsPage extends QuestionPage {

    ReadsPage() {
        super("/reads", "My reads", "reads", WorkListQuestion.class);
    }

    public record Line(String read, String href, String modality, String status) {
        boolean submitted() {
            return status.equals("Submitted");
        }
    }

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        List<Line> lines = answer.list("reads").stream()
                .map(read -> line(read, asking.asOf()))
                .sorted(Comparator.comparing(Line::submitted))
                .toList();
        return Map.of(
                "rows",
                lines,
                "toDo",
                lines.stream().filter(line -> !line.submitted()).count());
    }

    private static Line line(JsonNode read, @Nullable String asOf) {
        String code = read.path("read").asString();
        return new Line(
                code,
                Pages.at("/reads/" + code, asOf),
                read.path("modality").asString(),
                DisplayFormats.of(read.path("status").asString()));
    }
}
