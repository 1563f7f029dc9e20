package org.trialbook.casebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.EndpointDefinition;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormInstrument;
import org.trialbook.protocol.Formulas;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;

/// What endpoints read of a subject: nothing that is sealed, whether or not it is there.
///
/// @param forms form → what is recorded of it
/// @param asked a recorded form as the version asks it under which it was recorded: it is scored and computed so for
///     ever, whatever a later one makes of it
record EndpointAnswers(
        Protocol protocol,
        Seals seals,
        AddedForms added,
        Function<String, Map<FormInstance, FormAnswers>> forms,
        Function<FormInstance, Optional<Form>> asked) {

    /// What is recorded of a form: the day, the open answers and what is computed from them.
    record Recorded(LocalDate on, Map<String, ItemValue> answers) {}

    /// Whether the endpoint itself reads what is sealed.
    boolean readsSealed(EndpointDefinition endpoint) {
        return read(endpoint).anyMatch(item -> seals.isSealed(Objects.requireNonNull(endpoint.form()), item));
    }

    /// As the newest version scores the form, and as those did under which it was recorded.
    private Stream<Form> scored(EndpointDefinition endpoint) {
        return endpoint.score() == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(form(endpoint)),
                        forms.apply(String.valueOf(endpoint.form())).keySet().stream()
                                .flatMap(instance -> asked.apply(instance).stream()));
    }

    private static Stream<String> scored(Form form) {
        return Optional.ofNullable(form.instrument()).flatMap(FormInstrument::definition).stream()
                .flatMap(instrument -> form.items().stream()
                        .map(Item::code)
                        .filter(code -> instrument.asked(code).isPresent()));
    }

    private Stream<String> read(EndpointDefinition endpoint) {
        Stream<String> named = Stream.of(endpoint.item(), endpoint.datedBy()).filter(Objects::nonNull);
        Stream<String> compared =
                endpoint.when() == null ? Stream.empty() : endpoint.when().items();
        return Stream.of(named, compared, scored(endpoint).flatMap(EndpointAnswers::scored))
                .flatMap(each -> each);
    }

    Form form(EndpointDefinition endpoint) {
        return protocol.form(String.valueOf(endpoint.form())).orElseThrow();
    }

    /// What was answered, computed or scored at a visit; null where it is missing.
    @Nullable
    BigDecimal number(EndpointDefinition endpoint, String visit) {
        FormInstance instance = new FormInstance(visit, String.valueOf(endpoint.form()), null);
        FormAnswers recorded = forms.apply(instance.form()).get(instance);
        if (recorded == null) {
            return null;
        }
        Form form = form(instance);
        Map<String, ItemValue> answers = answers(recorded, form);
        if (endpoint.item() != null) {
            ItemValue answer = answers.get(endpoint.item());
            return answer == null || answer.lacksValue() ? null : new BigDecimal(answer.value());
        }
        FormInstrument named = form.instrument();
        if (named == null) {
            return null;
        }
        Map<String, String> given = new TreeMap<>();
        answers.forEach((item, answer) -> {
            if (!answer.lacksValue()) {
                given.put(item, answer.value());
            }
        });
        return named.definition().stream()
                .flatMap(instrument -> instrument.score(given, named.values()).stream())
                .filter(scored -> scored.score().equals(endpoint.score()))
                .findFirst()
                .map(scored -> scored.value() == null ? null : new BigDecimal(scored.value()))
                .orElse(null);
    }

    private Form form(FormInstance instance) {
        return asked.apply(instance).or(() -> protocol.form(instance.form())).orElseThrow();
    }

    /// The open answers of a form and what is computed from them.
    private Map<String, ItemValue> answers(FormAnswers recorded, Form form) {
        Map<String, ItemValue> open = new TreeMap<>();
        recorded.answers().forEach((code, answer) -> {
            if (!seals.isSealed(form.code(), code)) {
                open.put(code, answer);
            }
        });
        Formulas.calculated(form, open).forEach((code, value) -> {
            if (!seals.isSealed(form.code(), code)) {
                open.put(code, value);
            }
        });
        return open;
    }

    /// What is recorded of the form at the visits that are looked at, or outside of any; of one that repeats each
    /// entry.
    Stream<Recorded> recorded(EndpointDefinition endpoint) {
        Form form = form(endpoint);
        Set<String> visits = visits(endpoint).collect(Collectors.toSet());
        return forms.apply(form.code()).entrySet().stream()
                .filter(recorded -> recorded.getKey().visit() == null
                        ? form.outsideVisits()
                        : visits.contains(recorded.getKey().visit()))
                .map(recorded ->
                        new Recorded(recorded.getValue().on(), answers(recorded.getValue(), form(recorded.getKey()))));
    }

    private Stream<String> visits(EndpointDefinition endpoint) {
        return protocol.visits().stream()
                .flatMap(Visit::each)
                .filter(visit -> added.with(visit).forms().contains(String.valueOf(endpoint.form())))
                .map(Visit::code)
                .filter(visit -> endpoint.visits().isEmpty()
                        || endpoint.visits().contains(visit)
                        || endpoint.visits().contains(NumberedVisit.base(visit)));
    }

    /// The days for which any form is recorded.
    Stream<LocalDate> days() {
        return protocol.forms().stream()
                .flatMap(form -> forms.apply(form.code()).values().stream())
                .map(FormAnswers::on);
    }
}
