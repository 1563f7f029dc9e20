package org.trialbook.protocol.authoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.AcceptedFiles;
import org.trialbook.protocol.AnswerCondition;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.authoring.ProtocolPreview.Html;

/// One item of a form as it will look.
final class PreviewedItem {

    private PreviewedItem() {}

    static void show(Html out, Item item, boolean sealed) {
        out.add("<div class=\"item\"><b>%s%s</b>\n", item.label(), item.required() ? " *" : "");
        switch (item.type()) {
            case INTEGER, DECIMAL -> {
                out.add("<input aria-label=\"%s\" size=\"8\"> %s", item.label(), item.unit());
                range(out, item.min(), item.max());
            }
            case BOOLEAN ->
                choose(out, "radio", List.of(new CodeListItem("true", "Yes"), new CodeListItem("false", "No")));
            case CHOICE -> choose(out, "radio", item.choices());
            case DATE -> out.add("<input aria-label=\"%s\" type=\"date\">", item.label());
            case MULTI_CHOICE -> choose(out, "checkbox", item.choices());
            case TIME -> out.add("<input aria-label=\"%s\" type=\"time\">", item.label());
            case DATE_TIME -> out.add("<input aria-label=\"%s\" type=\"datetime-local\"> zone", item.label());
            case PARTIAL_DATE -> out.add("<input aria-label=\"%s\" size=\"10\" placeholder=\"2026-03\">", item.label());
            case CALCULATED -> out.add("<output>= %s</output> %s", item.formula(), item.unit());
            case CODED -> out.add("<input aria-label=\"%s\" size=\"30\"> %s", item.label(), item.dictionary());
            case FILE -> out.add("<input aria-label=\"%s\" type=\"file\"> %s", item.label(), taken(item.files()));
            case TEXT -> out.add("<textarea aria-label=\"%s\" rows=\"2\" cols=\"60\"></textarea>", item.label());
        }
        List<String> notes = new ArrayList<>();
        notes.add(item.code());
        notes.add(FileMember.name(item.type()));
        item.alternativeUnits().forEach(other -> notes.add("or in " + other.unit()));
        if (!item.missing().isEmpty()) {
            notes.add("or: " + String.join(", ", item.missing()));
        }
        if (item.normalRange() != null) {
            notes.add("normal: " + item.normalRange());
        }
        item.observedAs().forEach(code -> notes.add("reported as " + code));
        if (item.shownIf() != null) {
            notes.add("asked if " + words(item.shownIf()));
        }
        if (item.requiredIf() != null) {
            notes.add("required if " + words(item.requiredIf()));
        }
        out.add("\n<br><small>%s</small>", String.join(", ", notes));
        if (sealed) {
            out.add(" <small class=\"sealed\">sealed: it tells the arm</small>");
        }
        out.add("</div>\n");
    }

    private static String taken(@Nullable AcceptedFiles files) {
        return files == null
                ? ""
                : "%s, at most %d MiB"
                        .formatted(
                                String.join(
                                        ", ",
                                        files.types().stream()
                                                .map(FileMember::name)
                                                .toList()),
                                files.mostBytes() >> 20);
    }

    private static String words(AnswerCondition condition) {
        if (condition.all() != null) {
            return String.join(
                    " and ", condition.all().stream().map(PreviewedItem::words).toList());
        }
        if (condition.any() != null) {
            return String.join(
                    " or ", condition.any().stream().map(PreviewedItem::words).toList());
        }
        List<String> said = new ArrayList<>();
        for (FileMember member : FileMember.of(AnswerCondition.class)) {
            Object value = member.of(condition);
            if (value != null && !member.name().equals("item")) {
                said.add(member.name() + " " + value);
            }
        }
        return condition.item() + " " + String.join(", ", said);
    }

    private static void range(Html out, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        if (min != null && max != null) {
            out.add(" <small>%s to %s</small>", min.toPlainString(), max.toPlainString());
        }
    }

    private static void choose(Html out, String control, @Nullable List<CodeListItem> choices) {
        for (CodeListItem choice : choices == null ? List.<CodeListItem>of() : choices) {
            out.add(
                    "<label><input type=\"%s\"> %s <small>(%s)</small></label>\n",
                    control, choice.label(), choice.code());
        }
    }
}
