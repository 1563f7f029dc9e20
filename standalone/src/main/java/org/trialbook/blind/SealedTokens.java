package org.trialbook.blind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.EventSealing;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.event.Correction;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.RecordedEvent;
import org.trialbook.view.projection.TrialRecord;
import tools.jackson.databind.JsonNode;

/// What is sealed in a record, in clear: texts and codes that no answer to anybody blinded may hold.
final class SealedTokens {

    /// Shorter words occur everywhere.
    private static final int TELLING = 4;

    /// Longer than any code: words that somebody wrote.
    private static final int LONG = 40;

    private static final Pattern ARM = Pattern.compile("[A-Z]{2,}");

    /// As JSON text → the field it stood in.
    private final Map<String, String> tokens = new TreeMap<>();
    private final List<String> protocols = new ArrayList<>();
    private long opened;
    private long unopened;
    private boolean disclosed;

    private SealedTokens() {}

    static SealedTokens of(TrialRecord record, BlindingKey key) {
        SealedTokens sealed = new SealedTokens();
        EventSealing sealing = new EventSealing(key);
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
        return tokens.size();
    }

    private void take(RecordedEvent recorded, EventSealing sealing) {
        TrialEvent event = recorded.event();
        if (event instanceof StudyEvent.ProtocolPublished published) {
            protocols.add(json(published.content()));
        }
        disclosed |= event instanceof StudyEvent.AllocationDisclosed;
        TrialEvent open;
        try {
            open = sealing.open(event, recorded.id());
        } catch (UnopenableException e) {
            unopened++;
            return;
        }
        for (var component : open.getClass().getRecordComponents()) {
            if (component.isAnnotationPresent(Padded.class)) {
                try {
                    if (component.getAccessor().invoke(open) instanceof Sealed.Open<?>(Object value)) {
                        opened++;
                        collect(EventJson.mapper().valueToTree(hidden(event, value)), component.getName());
                    }
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("cannot read " + component, e);
                }
            }
        }
    }

    /// What is sealed and not also, by right, in the open: of an item that anybody may know only the reason is hidden.
    private static Object hidden(TrialEvent event, Object sealed) {
        return event instanceof SubjectEvent.ValueCorrected corrected
                        && corrected.correction() != null
                        && sealed instanceof Correction correction
                ? correction.because()
                : sealed;
    }

    private void collect(JsonNode value, String field) {
        if (value.isString() && telling(value.stringValue())) {
            tokens.putIfAbsent(json(value.stringValue()), field);
        }
        value.forEach(member -> collect(member, field));
    }

    private static boolean telling(String text) {
        // A number or a yes could stand anywhere.
        return (text.strip().length() >= TELLING || ARM.matcher(text).matches())
                && !text.matches("true|false|[-+.0-9]+");
    }

    private static String json(String text) {
        return EventJson.mapper().writeValueAsString(text);
    }

    /// The first token that an answer holds, as a JSON text of its own, with the field it is sealed in; the published
    /// protocol, which has all codes in it, aside. Arms are searched for until the study is unblinded.
    Optional<String> foundIn(String answer) {
        String rest = answer;
        for (String protocol : protocols) {
            rest = rest.replace(protocol, "");
        }
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            if (holds(rest, token.getKey())) {
                return Optional.of(token.getKey() + " of '" + token.getValue() + "'");
            }
        }
        return Optional.empty();
    }

    /// An arm's code wherever it stands as a word; anything else as a text of its own, or, if it is long, within one.
    private boolean holds(String answer, String token) {
        String bare = token.substring(1, token.length() - 1);
        if (ARM.matcher(bare).matches()) {
            return !disclosed
                    && Pattern.compile("\\b" + bare + "\\b").matcher(answer).find();
        }
        return answer.contains(bare.length() >= LONG ? bare : token);
    }
}
