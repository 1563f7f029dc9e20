package org.trialbook.trial.media;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.ItemValue;
import org.trialbook.store.media.StoredDocuments;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.store.media.StoredTexts;

/// Looks up what an act names as `sha256:<hash>`. Media are never removed, so what was there stays there.
public final class UploadedMedia {
    /// Finds what is stored under a hash.
    public interface Lookup extends Function<String, Optional<StoredMedia>> {}

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Lookup store;

    public UploadedMedia(Lookup store) {
        this.store = store;
    }

    /// The file of a document of the study; empty when nothing was uploaded as one with this hash.
    public Optional<StoredMedia> document(String hash) {
        return store.apply(hash).filter(StoredDocuments::isOne);
    }

    public static boolean isOne(String reference) {
        return reference.startsWith(ItemValue.FILE);
    }

    /// @throws ProblemException 400 when it is not of the form, 422 when nothing was uploaded with this hash
    public StoredMedia uploaded(String reference) {
        if (hash(reference).isEmpty()) {
            throw new ProblemException(
                    Problems.invalidField("media", "sha256: and a SHA-256 in lower-case hexadecimal"));
        }
        return find(reference)
                .orElseThrow(() -> new ProblemException(Problem.of(
                                "no-such-media",
                                "Nothing was uploaded with this hash",
                                422,
                                "Upload the file first; the answer says its hash.")
                        .with("field", "media")));
    }

    /// What is named so; nothing where nothing was uploaded with this hash, or it is not of the form.
    public Optional<StoredMedia> find(String reference) {
        return hash(reference)
                .flatMap(store)
                .filter(found -> !found.contentType().equals(StoredTexts.TYPE) && !StoredDocuments.isOne(found));
    }

    private static Optional<String> hash(String reference) {
        return Optional.of(reference)
                .filter(UploadedMedia::isOne)
                .map(one -> one.substring(ItemValue.FILE.length()))
                .filter(hash -> HASH.matcher(hash).matches());
    }
}
