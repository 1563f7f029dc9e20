package org.trialbook.trial.reading;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.store.media.StoredTexts;

/// Looks up what an act names as `sha256:<hash>`. Media are never removed, so what was there stays there.
public final class UploadedMedia {
    /// Finds what is stored under a hash.
    public interface Lookup extends Function<String, Optional<StoredMedia>> {}

    private static final String SCHEME = "sha256:";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Lookup store;

    public UploadedMedia(Lookup store) {
        this.store = store;
    }

    static boolean isOne(String reference) {
        return reference.startsWith(SCHEME);
    }

    /// @throws ProblemException 400 when it is not of the form, 422 when nothing was uploaded with this hash
    StoredMedia uploaded(String reference) {
        String hash = isOne(reference) ? reference.substring(SCHEME.length()) : "";
        if (!HASH.matcher(hash).matches()) {
            throw new ProblemException(
                    Problems.invalidField("media", "sha256: and a SHA-256 in lower-case hexadecimal"));
        }
        return store.apply(hash)
                .filter(found -> !found.contentType().equals(StoredTexts.TYPE))
                .orElseThrow(() -> new ProblemException(Problem.of(
                                "no-such-media",
                                "Nothing was uploaded with this hash",
                                422,
                                "Upload the file first; the answer says its hash.")
                        .with("field", "media")));
    }
}
