package org.trialbook.allocation;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SiteId;

/// What a subject is stratified by: factor → level, and the site where the protocol says so.
public record Stratum(SortedMap<String, String> levels) {

    private static final String SITE = "site";
    /// As the factors and choices of every protocol are called.
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

    public Stratum {
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    /// @param site the subject's site where the study is stratified by it
    public static Stratum of(Map<String, String> levels, @Nullable SiteId site) {
        SortedMap<String, String> all = new TreeMap<>(levels);
        if (site != null) {
            all.put(SITE, site.value());
        }
        return new Stratum(all);
    }

    /// The stratum that the record writes as `aetiology=ischaemic;site=01`; of a study without strata, nothing
    /// at all.
    ///
    /// @throws IllegalArgumentException when the text is not what [#text] writes
    public static Stratum parse(String text) {
        SortedMap<String, String> levels = new TreeMap<>();
        if (!text.isEmpty()) {
            for (String level : text.split(";", -1)) {
                int sign = level.indexOf('=');
                if (sign < 0) {
                    throw new IllegalArgumentException("not a stratum: " + text);
                }
                levels.put(level.substring(0, sign), level.substring(sign + 1));
            }
        }
        Stratum stratum = new Stratum(levels);
        if (!stratum.text().equals(text)) {
            throw new IllegalArgumentException("not a stratum as it is written: " + text);
        }
        return stratum;
    }

    /// The stratum of a record that somebody else may have written: factors and levels are codes, and the factors
    /// ascend. Empty when the text is none.
    public static Optional<Stratum> written(String text) {
        SortedMap<String, String> levels = new TreeMap<>();
        for (String level : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int sign = level.indexOf('=');
            if (sign < 0
                    || !CODE.matcher(level.substring(0, sign)).matches()
                    || !CODE.matcher(level.substring(sign + 1)).matches()) {
                return Optional.empty();
            }
            levels.put(level.substring(0, sign), level.substring(sign + 1));
        }
        Stratum stratum = new Stratum(levels);
        return stratum.text().equals(text) ? Optional.of(stratum) : Optional.empty();
    }

    /// `factor=level`, in the order of the factors' names, joined by semicolons.
    public String text() {
        return levels.entrySet().stream()
                .map(level -> level.getKey() + "=" + level.getValue())
                .collect(Collectors.joining(";"));
    }

    /// Whether it holds the site: then whoever sees a site sees all of the stratum.
    public boolean withinOneSite() {
        return levels.containsKey(SITE);
    }

    @Override
    public String toString() {
        return text();
    }
}
