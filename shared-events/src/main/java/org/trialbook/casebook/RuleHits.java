package org.trialbook.casebook;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.DataRule;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Formulas;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.expression.AnswerReference;

/// Runs rules over what is recorded of a subject.
public final class RuleHits {
    private static final FormInstance ALL_OF_THE_SUBJECT = new FormInstance(null, DataRule.SUBJECT.code(), null);

    private final Protocol protocol;
    private final FormStates forms;
    private final Seals seals;
    private final boolean openOnly;
    private final LocalDate today;
    private final AnswersElsewhere elsewhere;

    /// @param openOnly whether nothing sealed is read
    /// @param today where the subject is, for rules about all of a subject
    public RuleHits(Protocol protocol, FormStates forms, Seals seals, boolean openOnly, LocalDate today) {
        this.protocol = protocol;
        this.forms = forms;
        this.seals = seals;
        this.openOnly = openOnly;
        this.today = today;
        this.elsewhere = new AnswersElsewhere(protocol, forms, seals, openOnly);
    }

    /// Something that a rule found.
    ///
    /// @param at null where the rule is about all of the subject
    /// @param read what the rule read, as it is written there
    public record Hit(DataRule rule, @Nullable FormInstance at, SortedMap<String, ItemValue> read) {
        /// What is asked about it.
        ///
        /// @param assignedTo the role at the site that answers
        public DataQuery asked(String assignedTo) {
            CasebookPlace about = at == null
                    ? CasebookPlace.SUBJECT
                    : new CasebookPlace(at.visit(), at.form(), at.key(), rule.item());
            return new DataQuery(about, rule.code(), assignedTo, rule.text());
        }

        /// The item that is read under a name.
        public static String item(String name) {
            return AnswerReference.of(name).map(AnswerReference::item).orElse(name);
        }

        /// What was looked for and what was read, as one word: a rule that finds something else since is not
        /// excused. It is stored with an excuse: never change how it is made.
        public String inputs() {
            StringBuilder all = new StringBuilder(rule.finds()).append('\n');
            read.forEach((name, value) -> all.append(name)
                    .append('\t')
                    .append(value.value())
                    .append('\t')
                    .append(value.unit() == null ? "" : value.unit())
                    .append('\n'));
            return HexFormat.of()
                    .formatHex(Sha256.digest().digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// The hits of a rule that means something under the protocol.
    public List<Hit> of(DataRule rule) {
        Form about = rule.about(protocol);
        if (rule.form() == null) {
            return hit(rule, about, ALL_OF_THE_SUBJECT, Map.of(), today).stream()
                    .toList();
        }
        List<Hit> hits = new ArrayList<>();
        forms.entries(about.code())
                .forEach((instance, state) -> hit(rule, about, instance, state.answers(), state.assessedOn())
                        .ifPresent(hits::add));
        return hits;
    }

    private Optional<Hit> hit(
            DataRule rule, Form about, FormInstance at, Map<String, ItemValue> recorded, LocalDate on) {
        Map<String, ItemValue> answers = new TreeMap<>(recorded);
        if (openOnly) {
            answers.keySet()
                    .removeIf(code -> about.item(code)
                            .filter(item -> seals.isSealed(about.code(), item))
                            .isPresent());
        }
        Set<String> reads = new HashSet<>(rule.reads());
        reads.removeIf(read -> !AnswerReference.elsewhere(read));
        reads.addAll(Elsewhere.reads(about));
        Elsewhere other = elsewhere.of(about, reads, at, on);
        if (!Formulas.holds(rule.finds(), about, answers, other).orElse(false)) {
            return Optional.empty();
        }
        SortedMap<String, ItemValue> read = new TreeMap<>(answers);
        read.putAll(Formulas.calculated(about, answers, other));
        read.putAll(other.answers());
        read.keySet().retainAll(rule.reads());
        return Optional.of(new Hit(rule, rule.form() == null ? null : at, read));
    }
}
