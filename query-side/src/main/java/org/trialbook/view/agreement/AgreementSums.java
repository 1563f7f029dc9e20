package org.trialbook.view.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.view.readresults.ReadView;
import org.trialbook.view.readresults.RecordingReads;

/// The sums over all recordings that were measured twice.
///
/// @param sums none where there is no pair
public record AgreementSums(Map<Cell, PairSums> sums) {

    static final AgreementSums NONE = new AgreementSums(Map.of());

    /// Thousands are kept, each of some dozens: a table takes less room than what maps share.
    public AgreementSums {
        sums = Map.copyOf(sums);
    }

    /// @param kind see [Agreement]
    public record Cell(String modality, String item, String kind) {}

    PairSums of(String modality, String item, String kind) {
        return sums.getOrDefault(new Cell(modality, item, kind), PairSums.NONE);
    }

    /// @param reads null for none
    /// @param more 1, or −1 for a recording that is no more as it was
    AgreementSums plus(@Nullable RecordingReads reads, int more) {
        Map<Cell, PairSums> pairs = new HashMap<>();
        for (Twice twice : reads == null ? List.<Twice>of() : twice(reads)) {
            for (var one : twice.first().values().entrySet()) {
                ItemValue other = twice.second().values().get(one.getKey());
                if (other != null && number(one.getValue().value()) && number(other.value())) {
                    Pair pair = new Pair(new BigDecimal(one.getValue().value()), new BigDecimal(other.value()));
                    Cell cell = new Cell(String.valueOf(twice.modality()), one.getKey(), twice.kind());
                    pairs.merge(cell, PairSums.NONE.plus(pair, more), PairSums::plus);
                }
            }
        }
        return pairs.isEmpty() ? this : plus(pairs);
    }

    private AgreementSums plus(Map<Cell, PairSums> more) {
        Map<Cell, PairSums> next = new HashMap<>(sums);
        more.forEach((cell, pairs) -> {
            next.merge(cell, pairs, PairSums::plus);
            next.remove(cell, PairSums.NONE);
        });
        return new AgreementSums(next);
    }

    private record Twice(@Nullable String modality, String kind, ReadView first, ReadView second) {}

    private static List<Twice> twice(RecordingReads reads) {
        if (reads.takenBack()) {
            return List.of();
        }
        ReadView first = reads.first();
        List<Twice> twice = new ArrayList<>();
        if (reads.second() != null) {
            twice.add(new Twice(first.modality(), Agreement.INTER, first, reads.second()));
        }
        for (ReadView repeat : reads.repeats()) {
            if (repeat.purpose().equals(Agreement.INTER)) {
                twice.add(new Twice(first.modality(), Agreement.INTER, first, repeat));
            } else if (repeat.purpose().equals(Agreement.INTRA) && repeat.reader() != null) {
                ReadView original = repeat.reader().equals(first.reader()) ? first : reads.second();
                if (original != null && repeat.reader().equals(original.reader())) {
                    twice.add(new Twice(first.modality(), Agreement.INTRA, original, repeat));
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
}
