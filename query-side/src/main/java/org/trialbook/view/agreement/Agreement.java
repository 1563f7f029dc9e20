package org.trialbook.view.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.view.readresults.ReadView;
import org.trialbook.view.readresults.RecordingReads;

/// How far reads of the same recordings are apart, for one item. Decimals are text, to the fourth decimal.
///
/// @param kind `inter-reader`: two who read independently, and a first read and its repeat by somebody else;
///     `intra-reader`: a read and its repeat by the same reader
/// @param n recordings that both measured
/// @param meanDifference first − second; the rest is null below two recordings
/// @param icc ICC(2,1), absolute agreement; null when nothing varies
public record Agreement(
        String modality,
        String item,
        @Nullable String unit,
        String kind,
        int n,
        @Nullable String meanDifference,
        @Nullable String sd,
        @Nullable String lower,
        @Nullable String upper,
        @Nullable String icc) {

    public static final String INTER = "inter-reader";
    public static final String INTRA = "intra-reader";

    private record Twice(ReadView first, ReadView second) {
        void addTo(Map<String, List<Pair>> pairs) {
            first.values().forEach((item, one) -> {
                List<Pair> found = pairs.get(item);
                ItemValue other = second.values().get(item);
                if (found != null && other != null && number(one.value()) && number(other.value())) {
                    found.add(new Pair(Double.parseDouble(one.value()), Double.parseDouble(other.value())));
                }
            });
        }
    }

    /// Every numeric item of every modality, in the protocol's order.
    ///
    /// @param recordings that were read more than once
    static List<Agreement> of(Protocol protocol, Collection<RecordingReads> recordings) {
        List<Agreement> all = new ArrayList<>();
        Map<String, List<RecordingReads>> several = recordings.stream()
                .collect(Collectors.groupingBy(
                        reads -> String.valueOf(reads.first().modality())));
        for (ReadPlan plan : protocol.reads()) {
            Map<String, List<Pair>> inter = pairs(plan);
            Map<String, List<Pair>> intra = pairs(plan);
            // Each recording is looked at once, however many items it has.
            for (RecordingReads reads : several.getOrDefault(plan.modality(), List.of())) {
                interReader(reads).forEach(twice -> twice.addTo(inter));
                intraReader(reads).forEach(twice -> twice.addTo(intra));
            }
            for (Item item : plan.items()) {
                if (inter.containsKey(item.code())) {
                    all.add(of(plan, item, INTER, inter.getOrDefault(item.code(), List.of())));
                    all.add(of(plan, item, INTRA, intra.getOrDefault(item.code(), List.of())));
                }
            }
        }
        return all;
    }

    /// None yet, of each numeric item.
    private static Map<String, List<Pair>> pairs(ReadPlan plan) {
        Map<String, List<Pair>> pairs = new HashMap<>();
        for (Item item : plan.items()) {
            if (item.type() == Item.Type.DECIMAL || item.type() == Item.Type.INTEGER) {
                pairs.put(item.code(), new ArrayList<>());
            }
        }
        return pairs;
    }

    private static Agreement of(ReadPlan plan, Item item, String kind, List<Pair> pairs) {
        if (pairs.size() < 2) {
            return new Agreement(
                    plan.modality(), item.code(), item.unit(), kind, pairs.size(), null, null, null, null, null);
        }
        LimitsOfAgreement limits = LimitsOfAgreement.of(pairs);
        var icc = IntraclassCorrelation.of(pairs).absoluteAgreement();
        return new Agreement(
                plan.modality(),
                item.code(),
                item.unit(),
                kind,
                pairs.size(),
                text(limits.mean()),
                text(limits.sd()),
                text(limits.lower()),
                text(limits.upper()),
                icc.isPresent() ? text(icc.getAsDouble()) : null);
    }

    private static List<Twice> interReader(RecordingReads reads) {
        List<Twice> twice = new ArrayList<>();
        if (reads.second() != null) {
            twice.add(new Twice(reads.first(), reads.second()));
        }
        reads.repeats().stream()
                .filter(repeat -> repeat.purpose().equals(INTER))
                .forEach(repeat -> twice.add(new Twice(reads.first(), repeat)));
        return twice;
    }

    private static List<Twice> intraReader(RecordingReads reads) {
        List<Twice> twice = new ArrayList<>();
        for (ReadView repeat : reads.repeats()) {
            if (repeat.purpose().equals(INTRA) && repeat.reader() != null) {
                boolean firsts = repeat.reader().equals(reads.first().reader());
                ReadView original = firsts ? reads.first() : reads.second();
                if (original != null && repeat.reader().equals(original.reader())) {
                    twice.add(new Twice(original, repeat));
                }
            }
        }
        return twice;
    }

    /// Digits, with a sign before them and a point between them at most: there are many, and a pattern takes ten
    /// times as long.
    static boolean number(String value) {
        int points = 0;
        int begins = value.startsWith("-") ? 1 : 0;
        for (int i = begins; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '.' && i > begins && i < value.length() - 1) {
                points++;
            } else if (each < '0' || each > '9') {
                return false;
            }
        }
        return value.length() > begins && points <= 1;
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
