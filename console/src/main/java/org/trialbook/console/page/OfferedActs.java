package org.trialbook.console.page;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.record.RecordClient;
import org.trialbook.console.record.RecordProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Which acts the record would take now: pages ask before they offer.
@Component
public class OfferedActs {

    private final RecordClient record;

    OfferedActs(RecordClient record) {
        this.record = record;
    }

    /// Whether this person may do it at all, and nothing is known to stand in the way.
    public boolean offered(String act, String target) {
        return find(act, target)
                .filter(found -> !found.path("state").asString().equals("refused"))
                .isPresent();
    }

    /// What stands in the way; nothing of an act that is possible, or is not this person's.
    public Objections inTheWayOf(String act, String target) {
        return find(act, target)
                .filter(found -> found.path("refusal").isObject())
                .map(found -> Objections.ofRefusal(found.path("refusal")))
                .orElse(Objections.NONE);
    }

    /// Every one of this person's, with what stands in its way; none where a page shows an earlier moment.
    public List<JsonNode> all(String target) {
        return PageMaker.past() ? List.of() : record.possible(target).list("acts");
    }

    private Optional<JsonNode> find(String act, String target) {
        return all(target).stream()
                .filter(each -> each.path("act").asString().equals(act))
                .findFirst();
    }

    /// As the record would say it.
    public static RecordProblemException nowhere() {
        return new RecordProblemException(new RecordAnswer(
                404,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "urn:trialbook:problem:no-such-path")
                        .put("title", "There is no such page")
                        .put("detail", "Go on from the list at the left."),
                null,
                null,
                null,
                false));
    }
}
