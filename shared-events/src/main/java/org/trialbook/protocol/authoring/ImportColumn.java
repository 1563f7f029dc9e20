package org.trialbook.protocol.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.Item;

/// A column of a file of values, behind those that say where a row stands. Its heading is an item's code, with the unit
/// in which its numbers are (`lvef [%]`); or `lvef (missing)`, the code of why there is no value; or
/// `lvef-odd (kept)`, why an answer is kept that breaks the soft check of that code.
///
/// @param code of the item or the check
/// @param unit null of what is no answer, and where numbers are in the item's own
public record ImportColumn(Kind kind, String code, @Nullable String unit) {
    /// What every file begins with: whose, where, and of which day.
    public static final List<String> PLACE = List.of("subject", "visit", "form", "key", "assessedOn");

    private static final Pattern HEADING =
            Pattern.compile("(?<code>[^\\s\\[(]+)(?: \\[(?<unit>[^\\s]+)]| \\((?<beside>missing|kept)\\))?");

    public enum Kind {
        ANSWER,
        MISSING,
        KEPT
    }

    /// Empty of what is no such heading.
    public static Optional<ImportColumn> read(String heading) {
        Matcher read = HEADING.matcher(heading);
        if (!read.matches()) {
            return Optional.empty();
        }
        String beside = Objects.toString(read.group("beside"), "");
        Kind kind = switch (beside) {
            case "missing" -> Kind.MISSING;
            case "kept" -> Kind.KEPT;
            default -> Kind.ANSWER;
        };
        return Optional.of(new ImportColumn(kind, read.group("code"), read.group("unit")));
    }

    /// A file for a form, without any rows: its heading alone.
    public static String template(Form form) {
        List<String> heading = new ArrayList<>(PLACE);
        for (Item item : form.items()) {
            if (item.type() != Item.Type.CALCULATED) {
                heading.add(new ImportColumn(Kind.ANSWER, item.code(), item.unit()).toString());
            }
            if (!item.missing().isEmpty()) {
                heading.add(new ImportColumn(Kind.MISSING, item.code(), null).toString());
            }
        }
        for (FormCheck check : form.checks()) {
            if (check.kind() == FormCheck.Kind.SOFT) {
                heading.add(new ImportColumn(Kind.KEPT, check.code(), null).toString());
            }
        }
        return CsvText.line(heading);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ANSWER -> unit == null ? code : code + " [" + unit + "]";
            case MISSING -> code + " (missing)";
            case KEPT -> code + " (kept)";
        };
    }
}
