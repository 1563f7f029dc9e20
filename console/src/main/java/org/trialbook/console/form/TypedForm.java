package org.trialbook.console.form;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.console.form.AskedField.OddAnswer;
import org.trialbook.console.form.FormField.Choice;
import org.trialbook.console.page.Objections;
import org.trialbook.console.page.PageWords;
import tools.jackson.databind.JsonNode;

/// A form with what somebody typed into it: the answers as the record takes them, and the fields as the page asks
/// them.
///
/// @param typed field of the page → text
/// @param checks of the form, as the record tells them
/// @param zone by whose clock times are typed
public record TypedForm(List<FormField> fields, JsonNode checks, Map<String, String> typed, ZoneId zone) {

    /// Before the codes of soft checks: fields that say why an odd answer is so.
    static final String KEPT = "kept.";

    private static final String UNIT = "unit.";
    private static final String MISSING = "missing.";
    private static final String OFFSET = "offset.";

    /// What the record says of a soft check to programs, which send a member `kept`.
    private static final String SAID_TO_PROGRAMS = " or say under 'kept', for '%s', why it is so";

    private String of(String prefix, FormField field) {
        return typed.getOrDefault(prefix + field.code(), "");
    }

    /// Item code → answer, as the record takes it.
    public Map<String, Object> answers() {
        Map<String, Object> answers = new TreeMap<>();
        for (FormField field : fields) {
            String value = of(FormField.ITEM, field);
            String missing = of(MISSING, field);
            if (value.isEmpty() && missing.isEmpty()) {
                continue;
            }
            Map<String, String> answer = new LinkedHashMap<>();
            answer.put("value", field.kind().equals("moment") ? moment(field, value) : value);
            if (!missing.isEmpty()) {
                answer.put("missing", missing);
            }
            if (!field.ucum().isEmpty() && !value.isEmpty()) {
                answer.put("unit", unit(field));
            }
            answers.put(field.code(), answer);
        }
        return answers;
    }

    /// Soft check → why answers are kept that break it.
    public Map<String, String> kept() {
        return typed.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith(KEPT) && !field.getValue().isEmpty())
                .collect(Collectors.toMap(
                        field -> field.getKey().substring(KEPT.length()),
                        Map.Entry::getValue,
                        (a, b) -> a,
                        TreeMap::new));
    }

    private String unit(FormField field) {
        return field.units().isEmpty() ? field.ucum() : typed.getOrDefault(UNIT + field.code(), field.ucum());
    }

    /// With its zone, which nobody types. A time that the clock shows twice, or never, is left as it is unless it
    /// was said which: the record refuses it.
    private String moment(FormField field, String value) {
        String offset = of(OFFSET, field);
        List<ZoneOffset> valid = offsets(value);
        String said = valid.size() == 1
                ? valid.getFirst().getId()
                : valid.stream()
                        .map(ZoneOffset::getId)
                        .filter(offset::equals)
                        .findFirst()
                        .orElse("");
        return said.isEmpty() ? value : value + said + (zone instanceof ZoneOffset ? "" : "[" + zone.getId() + "]");
    }

    private List<ZoneOffset> offsets(String value) {
        @Nullable LocalDateTime local = local(value);
        return local == null ? List.of() : zone.getRules().getValidOffsets(local);
    }

    private static @Nullable LocalDateTime local(String value) {
        try {
            return LocalDateTime.parse(value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The fields of the page, each with what stands against it.
    public List<AskedField> asked(Objections objections) {
        Map<String, String> known = known();
        Map<String, List<OddAnswer>> odd = odd(objections);
        List<AskedField> asked = new ArrayList<>();
        for (FormField field : fields) {
            String value = of(FormField.ITEM, field);
            String problem = objections.of(field.name());
            boolean inSight = !value.isEmpty()
                    || !of(MISSING, field).isEmpty()
                    || !problem.isEmpty()
                    || field.shownIf() == null
                    || field.shownIf().holds(known).orElse(true);
            List<ZoneOffset> offsets = field.kind().equals("moment") ? offsets(value) : List.of();
            asked.add(new AskedField(
                    field,
                    value,
                    unit(field),
                    of(MISSING, field),
                    of(OFFSET, field),
                    toPeople(problem),
                    hint(field, value, known),
                    inSight,
                    offsets.size() < 2
                            ? List.of()
                            : offsets.stream()
                                    .map(offset -> new Choice(offset.getId(), "UTC" + offset.getId()))
                                    .toList(),
                    odd.getOrDefault(field.code(), List.of())));
        }
        return asked;
    }

    /// What else an answer is subject to, as the other answers are.
    private String hint(FormField field, String value, Map<String, String> known) {
        boolean required = field.required()
                || (field.requiredIf() != null
                        && field.requiredIf().holds(known).orElse(false));
        boolean skipped = field.kind().equals("moment")
                && local(value) != null
                && offsets(value).isEmpty();
        return Stream.of(
                        field.hint(),
                        required || field.kind().equals("calculated") ? "" : "optional",
                        skipped ? "the clocks of " + PageWords.place(zone) + " skip this time" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// Answers as conditions look at them; those typed in another unit are converted by the record, and what is
    /// calculated
    /// is known there alone.
    private Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        for (FormField field : fields) {
            String value = of(FormField.ITEM, field);
            if (!field.kind().equals("calculated")
                    && (value.isEmpty() || unit(field).equals(field.ucum()))) {
                known.put(field.code(), of(MISSING, field).isEmpty() ? value : "");
            }
        }
        return known;
    }

    /// Item code → the odd answers to be explained beside it: those of which the record wants a reason, and those
    /// of which
    /// one was typed.
    private Map<String, List<OddAnswer>> odd(Objections objections) {
        Map<String, List<OddAnswer>> odd = new HashMap<>();
        for (JsonNode check : checks) {
            String code = check.path("code").asString();
            Set<String> beside = new LinkedHashSet<>();
            objections.fields().forEach((field, problem) -> {
                if (problem.contains(SAID_TO_PROGRAMS.formatted(code))) {
                    beside.add(field.substring(FormField.ITEM.length()));
                }
            });
            String reason = typed.getOrDefault(KEPT + code, "");
            String problem = objections.of(KEPT + code);
            if (beside.isEmpty() && (!reason.isEmpty() || !problem.isEmpty())) {
                beside.add(check.path("item").asString(fields.getLast().code()));
            }
            beside.stream()
                    .limit(1)
                    .forEach(item -> odd.computeIfAbsent(item, each -> new ArrayList<>())
                            .add(new OddAnswer(code, check.path("text").asString(), reason, problem)));
        }
        return odd;
    }

    /// What stands against the form, in words for people: they say a reason in a field, and not in a member.
    public Objections toPeople(Objections objections) {
        Map<String, String> said = new LinkedHashMap<>();
        objections.fields().forEach((field, problem) -> said.put(field, toPeople(problem)));
        return new Objections(objections.headline(), objections.evidence(), said);
    }

    private String toPeople(String problem) {
        String said = problem;
        for (JsonNode check : checks) {
            said = said.replace(
                    SAID_TO_PROGRAMS.formatted(check.path("code").asString()), " or say below why it is so");
        }
        return said;
    }

    /// Field → how the list of problems calls it.
    public Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        fields.forEach(field -> names.put(field.name(), field.label()));
        checks.forEach(check -> names.put(KEPT + check.path("code").asString(), "Reason"));
        return names;
    }
}
