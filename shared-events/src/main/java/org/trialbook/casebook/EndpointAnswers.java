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
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;

/// What endpoints read of a subject: nothing that is sealed, whether or not it is there.
///
/// @param forms form → what is recorded of it
record EndpointAnswers(
        Protocol protocol, Seals seals, AddedForms added, Function<String, Map<FormInstance, FormAnswers>> forms) {

    /// Whether the endpoint itself reads what is sealed.
    boolean readsSealed(EndpointDefinition endpoint) {
        return read(endpoint).anyMatch(item -> seals.isSealed(Objects.requireNonNull(endpoint.form()), item));
    }

    private Stream<String> read(EndpointDefinition endpoint) {
        Stream<String> named = Stream.of(endpoint.item(), endpoint.datedBy()).filter(Objects::nonNull);
        Stream<String> compared =
                endpoint.when() == null ? Stream.empty() : endpoint.when().items();
        Stream<String> scored = endpoint.score() == null
                ? Stream.empty()
                : form(endpoint).instrument() == null
                        ? Stream.empty()
                        : form(endpoint).items().stream()
                                .map(item -> item.code())
                                .filter(code -> Objects.requireNonNull(
                                                form(endpoint).instrument())
                                        .definition()
                                        .flatMap(instrument -> instrument.asked(code))
                                        .isPresent());
        return Stream.of(named, compared, scored).flatMap(each -> each);
    }

    Form form(EndpointDefinition endpoint) {
        return protocol.form(String.valueOf(endpoint.form())).orElseThrow();
    }

    /// What was answered, computed or scored at a visit; null where it is missing.
    @Nullable
    BigDecimal number(EndpointDefinition endpoint, String visit) {
        Form form = form(endpoint);
        Map<String, ItemValue> answers = Optional.ofNullable(
                        forms.apply(form.code()).get(new FormInstance(visit, form.code(), null)))
                .map(recorded -> answers(recorded, form))
                .orElse(Map.of());
        if (endpoint.item() != null) {
            ItemValue answer = answers.get(endpoint.item());
            return answer == null || answer.lacksValue() ? null : new BigDecimal(answer.value());
        }
        FormInstrument named = Objects.requireNonNull(form.instrument());
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

    /// The open answers of a form and what is computed from them.
    Map<String, ItemValue> answers(FormAnswers recorded, Form form) {
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
    Stream<FormAnswers> recorded(EndpointDefinition endpoint, Form form) {
        Set<String> visits = visits(endpoint).collect(Collectors.toSet());
        return forms.apply(form.code()).entrySet().stream()
                .filter(recorded -> recorded.getKey().visit() == null
                        ? form.outsideVisits()
                        : visits.contains(recorded.getKey().visit()))
                .map(Map.Entry::getValue);
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
