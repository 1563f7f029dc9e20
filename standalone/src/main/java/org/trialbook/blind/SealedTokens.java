package org.trialbook.blind;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.blinding.sealing.SealedField;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.EventJson;
import org.trialbook.event.FormEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.protocol.Seals;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;
import tools.jackson.databind.JsonNode;

/// What is sealed in a record, in clear: texts and codes that no answer to anybody blinded may hold, but where the
/// published protocols let the same word stand in the open. Which words are arms, the protocols say.
final class SealedTokens {

    /// Shorter texts occur everywhere, unless they are codes.
    private static final int TELLING = 4;

    /// Longer than any code: words that somebody wrote.
    private static final int LONG = 40;

    /// Could stand anywhere, unless it is a code: numbers, days, yes and no.
    private static final Pattern MUTE = Pattern.compile("true|false|[-+.0-9]+");

    private static final String ARM = "arm";

    /// Members that hold numbers which are no codes.
    private static final Set<String> NUMBERED =
            Set.of("version", "protocolVersion", "consentVersion", "evidence", "site", "sites", "protocols");

    private final Map<String, ArmWord> arms = new TreeMap<>();
    private final Set<String> codes = new HashSet<>();
    /// Text → the field it stood in.
    private final Map<String, String> tokens = new TreeMap<>();
    private final Set<String> written = new TreeSet<>();
    private final OpenWords open = new OpenWords();
    private long opened;
    private long unopened;
    private long disclosedAt = Long.MAX_VALUE;

    private Seals seals = Seals.NONE;

    private SealedTokens() {}

    static SealedTokens of(TrialRecord record, BlindingKey key) {
        SealedTokens sealed = new SealedTokens();
        EventSealing sealing = new EventSealing(key);
        // The protocols first: an amendment's codes may be sealed by right before it was published.
        record.events(0, record.size(), event -> event).forEach(event -> sealed.meet(event));
        record.events(0, record.size(), event -> event).forEach(event -> sealed.take(event, sealing));
        return sealed;
    }

    long opened() {
        return opened;
    }

    /// Fields that the key at hand does not open.
    long unopened() {
        return unopened;
    }

    int count() {
        return tokens.size() + arms.size();
    }

    /// The first event that holds allocations in clear: up to there nobody blinded is told an arm. The size of the
    /// record where there is none.
    long disclosedAt(long size) {
        return Math.min(disclosedAt, size);
    }

    private void meet(ProjectedEvent recorded) {
        switch (recorded.event()) {
            case StudyEvent.ProtocolPublished published -> {
                Protocol protocol = ProtocolFile.read("the published protocol", published.content());
                open.published(published.content(), protocol);
                codesOf(protocol);
            }
            case StudyEvent.SiteOpened site -> open.site(site.site().value());
            case StudyEvent.AllocationDisclosed ignored -> disclosedAt = Math.min(disclosedAt, recorded.position());
            default -> {}
        }
    }

    private void codesOf(Protocol protocol) {
        seals = seals.and(protocol);
        protocol.arms()
                .forEach(arm ->
                        arms.put(arm.code().value(), new ArmWord(arm.code().value())));
        protocol.implant().form().items().stream()
                .filter(item -> item.choices() != null)
                .forEach(item -> item.choices().forEach(choice -> codes.add(choice.code())));
        protocol.crossover().reasons().forEach(reason -> codes.add(reason.code()));
        Stream.concat(protocol.forms().stream(), protocol.reads().stream().map(ReadPlan::form))
                .forEach(form -> form.items().stream()
                        .filter(item -> seals.isSealed(form.code(), item) && item.choices() != null)
                        .forEach(item -> item.choices().forEach(choice -> codes.add(choice.code()))));
    }

    private void take(ProjectedEvent recorded, EventSealing sealing) {
        TrialEvent event = recorded.event();
        if (event instanceof FormEvent.ValueCorrected corrected
                && corrected.correction() != null
                && !corrected.correction().reasonSealed()) {
            open.written(corrected.form(), corrected.correction().because());
        }
        switch (event) {
            case CorrectionEvent.FactCorrected corrected -> open.written("", corrected.because());
            case CorrectionEvent.EligibilityCorrected corrected -> open.written("", corrected.because());
            case CorrectionEvent.EnteredInError error
            when error.because() != null -> open.written(String.valueOf(error.form()), error.because());
            default -> {}
        }
        TrialEvent opening;
        try {
            opening = sealing.open(event, recorded.id());
        } catch (UnopenableException e) {
            unopened++;
            return;
        }
        for (SealedField field : SealedField.of(opening)) {
            if (field.value() instanceof Sealed.Open<?>(Object value)) {
                opened++;
                collect(EventJson.mapper().valueToTree(hidden(event, value)), field.name());
            }
        }
    }

    /// What is sealed and not also, by right, in the open: of an item that anybody may know only the reason is hidden.
    private static Object hidden(TrialEvent event, Object sealed) {
        return event instanceof FormEvent.ValueCorrected corrected
                        && corrected.correction() != null
                        && sealed instanceof Correction correction
                ? correction.because()
                : sealed;
    }

    private void collect(JsonNode value, String field) {
        if (value.isString()) {
            // Techniques stand in one text.
            Stream.of(value.stringValue().split(",", -1))
                    .filter(codes::contains)
                    .forEach(code -> token(code, field));
            token(value.stringValue(), field);
        }
        value.properties().stream()
                .filter(member -> !member.getKey().equals("unit"))
                .forEach(member -> collect(member.getValue(), field));
        if (value.isArray()) {
            value.forEach(element -> collect(element, field));
        }
    }

    private void token(String text, String field) {
        boolean telling =
                text.strip().length() >= TELLING && !MUTE.matcher(text).matches();
        if ((telling || codes.contains(text)) && !arms.containsKey(text)) {
            tokens.putIfAbsent(text, field);
            if (text.length() >= LONG) {
                written.add(text);
            }
        }
    }

    /// What an answer holds of what is sealed, where it may not: of each sealed field the first such text.
    ///
    /// @param told whether the arms are disclosed to whoever is answered
    Collection<String> foundIn(String answer, boolean told) {
        Map<String, String> found = new TreeMap<>();
        AnswerWords.read(answer, word -> {
            if (!told) {
                arms.values().stream()
                        .filter(arm -> !found.containsKey(ARM) && shows(arm, word))
                        .findFirst()
                        .ifPresent(arm -> found.put(ARM, quoted(arm.code(), ARM)));
            }
            String token = tokenIn(word);
            if (token != null && !open.permits(word)) {
                String field = Objects.requireNonNull(tokens.get(token));
                found.putIfAbsent(field, quoted(token, field));
            }
        });
        return found.values();
    }

    /// The sealed text that a word is, or if it is long, is part of.
    private @Nullable String tokenIn(AnswerWords.Word word) {
        String text = word.text();
        boolean number = MUTE.matcher(text).matches() && !Collections.disjoint(word.names(), NUMBERED);
        if (word.name() || number || OpenWords.opaque(word)) {
            return null;
        }
        if (tokens.containsKey(text)) {
            return text;
        }
        return text.length() < LONG
                ? null
                : written.stream().filter(text::contains).findFirst().orElse(null);
    }

    private boolean shows(ArmWord arm, AnswerWords.Word word) {
        boolean shown = word.name() ? arm.is(word.text()) : arm.mentionedIn(word.text());
        return shown && !(arm.letter() && OpenWords.opaque(word)) && !open.permits(word);
    }

    private static String quoted(String text, String field) {
        return EventJson.mapper().writeValueAsString(text) + " of '" + field + "'";
    }
}
