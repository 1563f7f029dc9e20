package org.trialbook.blind;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the comparison found.
///
/// @param events how many events the record has
/// @param answers how many answers were compared
/// @param digest over all of them, to publish; see [org.trialbook.view.comparison.Comparing#digest]
/// @param boxes how many sealed fields there are
/// @param keys the names of the keys they are sealed under
/// @param searched how many sealed texts were searched for; null when nobody brought the blinding key
/// @param unopened how many events the blinding key did not open
/// @param findings what is wrong, in words
public record BlindReport(
        String study,
        long events,
        int answers,
        String digest,
        long boxes,
        List<String> keys,
        @Nullable Integer searched,
        @Nullable Long unopened,
        List<String> findings) {

    boolean blind() {
        return findings.isEmpty();
    }

    SortedMap<String, Object> json() {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("study", study);
        json.put("events", events);
        json.put("answers", answers);
        json.put("digest", digest);
        json.put("boxes", boxes);
        json.put("keys", keys);
        if (searched != null) {
            json.put("searched", searched);
        }
        if (unopened != null) {
            json.put("unopened", unopened);
        }
        json.put("findings", findings);
        json.put("blind", blind());
        return json;
    }
}
