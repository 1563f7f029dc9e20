package org.trialbook.casebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.CodingDictionary;

/// Which files make up each dictionary. It never changes.
///
/// @param files dictionary → the hashes of what was loaded of it, in the record's order
public record LoadedDictionaries(Map<CodingDictionary, List<String>> files) {

    public static final LoadedDictionaries NONE = new LoadedDictionaries(Map.of());

    /// More than a study has in use.
    private static final int KEPT = 32;

    private static final Map<String, DictionaryTerms> READ =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, DictionaryTerms> eldest) {
                    return size() > KEPT;
                }
            });

    /// The dictionaries after one more event; these are not changed.
    public LoadedDictionaries after(TrialEvent event) {
        if (!(event instanceof DictionaryLoaded loaded)) {
            return this;
        }
        Map<CodingDictionary, List<String>> all = new LinkedHashMap<>(files);
        all.merge(
                new CodingDictionary(loaded.dictionary(), loaded.version()),
                List.of(loaded.contentHash()),
                (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
        return new LoadedDictionaries(Collections.unmodifiableMap(all));
    }

    /// Its terms; empty while none are loaded.
    ///
    /// @throws org.trialbook.event.TextMissingException where they should stand beside the log and do not
    public Optional<DictionaryTerms> terms(CodingDictionary dictionary) {
        return Optional.ofNullable(files.get(dictionary))
                .map(hashes -> DictionaryTerms.together(
                        hashes.stream().map(LoadedDictionaries::read).toList()));
    }

    private static DictionaryTerms read(String hash) {
        DictionaryTerms known = READ.get(hash);
        if (known == null) {
            try {
                known = DictionaryTerms.read(TextsBesideTheLog.text(hash));
            } catch (DictionaryTerms.UnreadableException e) {
                // It was read before it was loaded.
                throw new IllegalStateException("line %d of %s: %s".formatted(e.line(), hash, e.getMessage()), e);
            }
            READ.put(hash, known);
        }
        return Objects.requireNonNull(known);
    }
}
