package org.trialbook.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.instrument.Instrument;
import org.trialbook.instrument.Instruments;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether a form asks what its instrument scores, as the instrument asks it. What it asks besides is not scored.
final class InstrumentRules {

    private InstrumentRules() {}

    static List<Problem> check(String path, Form form) {
        @Nullable FormInstrument named = form.instrument();
        if (named == null) {
            return List.of();
        }
        Optional<Instrument> known = named.definition();
        if (known.isEmpty()) {
            List<String> all = Instruments.all().stream()
                    .map(instrument -> instrument.code() + " " + instrument.version())
                    .toList();
            return List.of(new Problem(
                    path, "known-instrument", "'%s %s' is none of %s".formatted(named.code(), named.version(), all)));
        }
        List<Problem> problems = new ArrayList<>();
        for (Instrument.Asked asked : known.get().items()) {
            for (String code : asked.codes()) {
                if (form.item(code).filter(item -> agrees(item, asked)).isEmpty()) {
                    problems.add(new Problem(
                            path,
                            "instrument-items",
                            "the form has an item '%s', %s".formatted(code, described(asked))));
                }
            }
        }
        values(path + ".value-set", named, known.get()).ifPresent(problems::add);
        return problems;
    }

    private static boolean agrees(Item item, Instrument.Asked asked) {
        return asked.levels() == null
                ? item.type() == Item.Type.INTEGER
                        && item.unit() == null
                        && is(item.min(), asked.from())
                        && is(item.max(), asked.to())
                : item.choices() != null
                        && item.choices().stream()
                                .map(Protocol.CodeListItem::code)
                                .toList()
                                .equals(asked.levels());
    }

    private static boolean is(@Nullable BigDecimal bound, @Nullable Integer asked) {
        return bound != null && asked != null && bound.compareTo(BigDecimal.valueOf(asked)) == 0;
    }

    private static String described(Instrument.Asked asked) {
        return asked.levels() == null
                ? "an integer from %d to %d without a unit".formatted(asked.from(), asked.to())
                : "a choice of " + asked.levels();
    }

    private static Optional<Problem> values(String path, FormInstrument named, Instrument instrument) {
        if (named.values() == null) {
            return Optional.empty();
        }
        Optional<Instrument.Score> index = instrument.scores().stream()
                .filter(score -> score.rule() == Instrument.Rule.INDEX)
                .findFirst();
        if (index.isEmpty()) {
            return Optional.of(new Problem(path, "value-set", "the instrument has no index"));
        }
        int dimensions = index.get().of().size();
        int levels = instrument
                .asked(index.get().of().getFirst())
                .map(Instrument.Asked::to)
                .orElseThrow();
        return named.values().covers(dimensions, levels)
                ? Optional.empty()
                : Optional.of(new Problem(
                        path,
                        "value-set",
                        "it has a list of %d decrements for each of %d dimensions".formatted(levels - 1, dimensions)));
    }
}
