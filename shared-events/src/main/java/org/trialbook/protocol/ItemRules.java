package org.trialbook.protocol;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.event.EventJson;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of the items of a form, of the eligibility questions and of a read plan.
final class ItemRules {

    /// What an assessment's sealed answers may take up as JSON, in bytes.
    static final int SEALED_ANSWERS = 4096 - 2;
    /// What a sealed text may have, in characters: a correction holds the old one, the new one and a reason.
    static final int SEALED_TEXT = 500;
    /// Longest text of an item that says nothing else, in characters; see [EditChecks].
    static final int DEFAULT_TEXT = 500;

    private final List<Problem> problems;

    ItemRules(List<Problem> problems) {
        this.problems = problems;
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    /// Items of whatever use.
    void items(String path, List<Item> items) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!seen.add(item.code())) {
                problem(
                        "%s[%d].code".formatted(path, i),
                        "unique",
                        "'%s' stands twice; each item of a form has a code of its own".formatted(item.code()));
            }
            item("%s[%d]".formatted(path, i), item);
        }
    }

    /// Items whose answers are stored for all to read: nothing would seal one that reveals the arm.
    void readable(String path, List<Item> items) {
        items(path, items);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).revealing()) {
                problem("%s[%d].reveals-the-arm".formatted(path, i), "not-sealed", "these answers are never sealed");
            }
        }
    }

    /// A form's items: what reveals the arm is sealed together and has to fit, whatever is answered.
    void form(String path, Protocol.Form form) {
        items(path, form.items());
        Seals seals = Seals.NONE.and(form);
        Map<String, ItemValue> longest = new LinkedHashMap<>();
        for (int i = 0; i < form.items().size(); i++) {
            Item item = form.items().get(i);
            if (seals.isSealed(form.code(), item)) {
                longest.put(item.code(), new ItemValue(longest(item), item.unit()));
                if (item.type() == Item.Type.TEXT && length(item) > SEALED_TEXT) {
                    problem(
                            "%s[%d].max-length".formatted(path, i),
                            "sealed-size",
                            "a sealed text has at most %d characters".formatted(SEALED_TEXT));
                }
            }
        }
        int bytes = EventJson.mapper().writeValueAsBytes(longest).length;
        if (bytes > SEALED_ANSWERS) {
            problem(
                    path,
                    "sealed-size",
                    "the answers that reveal the arm may need %d bytes; %d are sealed"
                            .formatted(bytes, SEALED_ANSWERS));
        }
    }

    private void item(String path, Item item) {
        boolean number = item.type() == Item.Type.INTEGER || item.type() == Item.Type.DECIMAL;
        if (item.type() == Item.Type.CHOICE) {
            choices(path, item);
        } else if (item.choices() != null) {
            problem(path + ".choices", "choices", "only a choice item has choices");
        }
        if (number && (item.min() == null || item.max() == null)) {
            problem(path, "range", "a number has min and max, the least and the greatest value that is plausible");
        } else if (item.min() != null && item.max() != null && item.min().compareTo(item.max()) > 0) {
            problem(path, "range", "min is greater than max");
        }
        if (item.decimals() != null
                && (item.type() != Item.Type.DECIMAL || item.decimals() < 0 || item.decimals() > 9)) {
            problem(path + ".decimals", "decimals", "0 to 9, for a decimal item");
        }
        if (item.maxLength() != null
                && (item.type() != Item.Type.TEXT || item.maxLength() < 1 || item.maxLength() > 2000)) {
            problem(path + ".max-length", "max-length", "1 to 2000, for a text item");
        }
    }

    private void choices(String path, Item item) {
        List<Protocol.CodeListItem> choices = item.choices() == null ? List.of() : item.choices();
        if (choices.isEmpty()) {
            problem(path + ".choices", "missing", "a choice item has choices");
        }
        Set<String> seen = new HashSet<>();
        choices.stream()
                .map(Protocol.CodeListItem::code)
                .filter(code -> !seen.add(code))
                .forEach(code -> problem(path + ".choices", "unique", "'%s' stands twice".formatted(code)));
    }

    private static int length(Item item) {
        return item.maxLength() == null ? DEFAULT_TEXT : item.maxLength();
    }

    /// An answer no shorter, as UTF-8, than any that [EditChecks] lets pass.
    private static String longest(Item item) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> "-%s.%s".formatted("0".repeat(12), "0".repeat(9));
            case BOOLEAN -> "false";
            case DATE -> "+999999999-12-31";
            case TEXT -> "\u20ac".repeat(length(item));
            case CHOICE ->
                (item.choices() == null ? List.<Protocol.CodeListItem>of() : item.choices())
                        .stream()
                                .map(Protocol.CodeListItem::code)
                                .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
        };
    }
}
