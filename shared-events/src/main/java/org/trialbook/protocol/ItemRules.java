package org.trialbook.protocol;

import java.math.BigDecimal;
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
            Item item = items.get(i);
            String at = "%s[%d]".formatted(path, i);
            if (item.revealing()) {
                problem(at + ".reveals-the-arm", "not-sealed", "these answers are never sealed");
            }
            onFormsOnly(at + ".alternative-units", !item.alternativeUnits().isEmpty());
            onFormsOnly(at + ".missing", !item.missing().isEmpty());
            onFormsOnly(at + ".shown-if", item.shownIf() != null);
            onFormsOnly(at + ".required-if", item.requiredIf() != null);
            onFormsOnly(
                    at + ".type",
                    item.type() == Item.Type.CALCULATED
                            || item.type() == Item.Type.CODED
                            || item.type() == Item.Type.FILE);
        }
    }

    private void onFormsOnly(String path, boolean said) {
        if (said) {
            problem(path, "on-forms-only", "only the items of a visit's form say this");
        }
    }

    /// The items of a form, or of a read plan as one: what reveals the arm is sealed together and has to fit,
    /// whatever is answered.
    void form(String path, Form form) {
        items(path, form.items());
        new ObservedCodeRules(problems).form(path, form);
        Seals seals = Seals.NONE.and(form);
        Map<String, ItemValue> longest = new LinkedHashMap<>();
        for (int i = 0; i < form.items().size(); i++) {
            Item item = form.items().get(i);
            if (item.type() != Item.Type.CALCULATED && seals.isSealed(form.code(), item)) {
                longest.put(item.code(), longestAnswer(item));
                if (item.type() == Item.Type.FILE) {
                    // Files lie in the store as they were sent, and answers alone are encrypted.
                    problem(
                            "%s[%d].type".formatted(path, i),
                            "file-is-open",
                            "a file is not sealed, so it answers no item that reveals the arm, and none that is asked"
                                    + " or required by one that does");
                }
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
        boolean number = item.number();
        if (item.chosen()) {
            choices(path, item);
        } else if (item.choices() != null) {
            problem(path + ".choices", "choices", "only an item of type choice or multi-choice has choices");
        }
        if (number && (item.min() == null || item.max() == null)) {
            problem(path, "range", "a number has min and max, the least and the greatest value that is plausible");
        } else if (item.min() != null && item.max() != null && item.min().compareTo(item.max()) > 0) {
            problem(path, "range", "min is greater than max");
        }
        if (item.decimals() != null
                && (!(item.type() == Item.Type.DECIMAL || item.type() == Item.Type.CALCULATED)
                        || item.decimals() < 0
                        || item.decimals() > 9)) {
            problem(path + ".decimals", "decimals", "0 to 9, for a decimal or a calculated item");
        }
        if (item.maxLength() != null
                && (item.type() != Item.Type.TEXT || item.maxLength() < 1 || item.maxLength() > 2000)) {
            problem(path + ".max-length", "max-length", "1 to 2000, for a text item");
        }
        alternatives(path, item);
        coded(path, item);
        files(path, item);
        normalRange(path, item);
        onFormsOnly(
                path + ".observed-as",
                !path.startsWith("forms[") && !item.observedAs().isEmpty());
        if ((item.formula() != null) != (item.type() == Item.Type.CALCULATED)) {
            problem(
                    path + ".formula",
                    "formula",
                    item.formula() == null
                            ? "a calculated item says what it is computed from"
                            : "only an item of type calculated has a formula");
        }
    }

    private void coded(String path, Item item) {
        CodingDictionary dictionary = item.dictionary();
        if ((dictionary != null) != (item.type() == Item.Type.CODED)) {
            problem(
                    path + ".dictionary",
                    "dictionary",
                    dictionary == null
                            ? "a coded item names its dictionary, {name: …, version: …}"
                            : "only an item of type coded has a dictionary");
        }
        // What a reader answers, and what is asked of an attempt, nobody codes later.
        if (item.type() == Item.Type.CODED && !path.startsWith("forms[")) {
            onFormsOnly(path + ".type", true);
        }
    }

    private void files(String path, Item item) {
        AcceptedFiles files = item.files();
        if ((files != null) != (item.type() == Item.Type.FILE)) {
            problem(
                    path + ".files",
                    "files",
                    files == null
                            ? "a file item says which files are taken, {types: [pdf, png]}"
                            : "only an item of type file says which files are taken");
        } else if (files != null && files.types().isEmpty()) {
            problem(path + ".files.types", "not-empty", "at least one of pdf, png, dicom and annotated-ecg");
        }
        Integer most = files == null ? null : files.atMost();
        if (most != null && (most < 1 || most > AcceptedFiles.MOST)) {
            problem(path + ".files.at-most", "files", "1 to %d MiB".formatted(AcceptedFiles.MOST));
        }
        // What a reader is given, and what is asked of an attempt, comes as a recording or not at all.
        if (item.type() == Item.Type.FILE && !path.startsWith("forms[")) {
            onFormsOnly(path + ".type", true);
        }
    }

    private void normalRange(String path, Item item) {
        NormalRange normal = item.normalRange();
        if (normal == null) {
            return;
        }
        if (!item.number()) {
            problem(path + ".normal-range", "normal-range", "only a number has a normal range");
        } else if (normal.from() != null && normal.to() != null && normal.from().compareTo(normal.to()) > 0) {
            problem(path + ".normal-range", "range", "from is greater than to");
        }
        // What a reader answers, and what is asked of an attempt, is of no laboratory.
        if (!path.startsWith("forms[")) {
            onFormsOnly(path + ".normal-range", true);
        }
    }

    private void alternatives(String path, Item item) {
        if (!item.alternativeUnits().isEmpty() && (!item.number() || item.unit() == null)) {
            problem(path + ".alternative-units", "unit", "only a number with a unit has others");
            return;
        }
        Set<String> units = new HashSet<>();
        units.add(String.valueOf(item.unit()));
        for (int i = 0; i < item.alternativeUnits().size(); i++) {
            AlternativeUnit other = item.alternativeUnits().get(i);
            String at = "%s.alternative-units[%d]".formatted(path, i);
            if (!units.add(other.unit())) {
                problem(at + ".unit", "unique", "'%s' stands twice".formatted(other.unit()));
            }
            if (other.factor() != null && other.factor().signum() == 0) {
                problem(at + ".factor", "factor", "not 0: every number would become the same");
            } else if (other.factor() == null && other.offset() != null) {
                problem(at + ".offset", "factor", "with an offset stands a factor");
            } else if (item.unit() != null
                    && other.in(item.unit(), BigDecimal.ONE).isEmpty()) {
                problem(
                        at,
                        "factor",
                        "how many %s is one %s? Its factor says so: the units alone do not"
                                .formatted(item.unit(), other.unit()));
            }
        }
    }

    private void choices(String path, Item item) {
        List<Protocol.CodeListItem> choices = item.choices() == null ? List.of() : item.choices();
        if (choices.isEmpty()) {
            problem(path + ".choices", "missing", "an item of type choice or multi-choice has choices");
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

    /// The answer that takes most, with what was typed or why it is missing.
    static ItemValue longestAnswer(Item item) {
        String unit = item.alternativeUnits().stream()
                .map(AlternativeUnit::unit)
                .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
        String reason = item.missing().stream().reduce("", (a, b) -> a.length() >= b.length() ? a : b);
        return new ItemValue(
                longest(item),
                item.unit(),
                reason.isEmpty() ? null : reason,
                unit.isEmpty() ? null : new ItemValue.TypedValue(longest(item), unit));
    }

    /// An answer no shorter, as UTF-8, than any that [EditChecks] lets pass.
    private static String longest(Item item) {
        return switch (item.type()) {
            case INTEGER, DECIMAL -> "-%s.%s".formatted("0".repeat(12), "0".repeat(9));
            case BOOLEAN -> "false";
            case DATE -> "+999999999-12-31";
            case TEXT -> "\u20ac".repeat(length(item));
            case CODED -> "\u20ac".repeat(EditChecks.LONGEST_UNCODED);
            case FILE -> ItemValue.FILE + "0".repeat(64);
            case TIME -> "23:59:59";
            case DATE_TIME -> "2026-12-31T23:59:59+00:00[%s]".formatted("z".repeat(40));
            case PARTIAL_DATE -> "2026-12-31";
            case CALCULATED -> "";
            case MULTI_CHOICE ->
                String.join(
                        ",",
                        Protocol.orNone(item.choices()).stream()
                                .map(Protocol.CodeListItem::code)
                                .toList());
            case CHOICE ->
                (item.choices() == null ? List.<Protocol.CodeListItem>of() : item.choices())
                        .stream()
                                .map(Protocol.CodeListItem::code)
                                .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
        };
    }
}
