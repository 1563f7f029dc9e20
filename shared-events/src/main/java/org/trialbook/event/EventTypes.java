package org.trialbook.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.KeyRotation;

/// The names and versions that events are stored under, as the events declare them ([Stored]).
public final class EventTypes {

    /// The namespace of every stored event name.
    public static final String NAMESPACE = "trialbook";

    /// A stored name: `trialbook.<name>` at `version`.
    public record StoredName(String name, String version) {
        public String qualified() {
            return NAMESPACE + "." + name;
        }
    }

    private static final Vocabulary ALL = new Vocabulary(TrialEvent.class);
    private static final Map<Class<? extends TrialEvent>, StoredName> NEWEST = newest();
    private static final String EDITION = edition(ALL.names().keySet());

    private EventTypes() {}

    private static Map<Class<? extends TrialEvent>, StoredName> newest() {
        Map<Class<? extends TrialEvent>, StoredName> names = new LinkedHashMap<>();
        ALL.classes().forEach((type, kind) -> names.put(type.asSubclass(TrialEvent.class), kind.newest()));
        return Collections.unmodifiableMap(names);
    }

    /// Every event class with the name and version that it is written under, in the order of the declarations.
    public static Map<Class<? extends TrialEvent>, StoredName> all() {
        return NEWEST;
    }

    /// Every name and version that can be read: those of [#all] and the earlier versions of each.
    public static Set<StoredName> readable() {
        return Collections.unmodifiableSet(ALL.names().keySet());
    }

    /// The name and version that the class is written under.
    ///
    /// @throws IllegalArgumentException for a class that has no stored name
    public static StoredName nameOf(Class<?> type) {
        StoredName stored = NEWEST.get(type);
        if (stored == null) {
            throw new IllegalArgumentException(type.getName() + " has no stored name");
        }
        return stored;
    }

    /// The class that a stored event is read as, or null when this release does not know the name or the version.
    public static @Nullable Class<? extends TrialEvent> classOf(String qualifiedName, String version) {
        Vocabulary.Kind kind = kind(qualifiedName, version);
        return kind == null ? null : kind.type().asSubclass(TrialEvent.class);
    }

    static Vocabulary.@Nullable Kind kind(String qualifiedName, String version) {
        String prefix = NAMESPACE + ".";
        return qualifiedName.startsWith(prefix)
                ? ALL.of(new StoredName(qualifiedName.substring(prefix.length()), version))
                : null;
    }

    /// Whether the log itself recorded the event, which tells nothing of the trial and is folded by nobody.
    public static boolean isOfTheLog(String qualifiedName, String version) {
        return qualifiedName.equals(KeyRotation.TYPE) && version.equals(KeyRotation.VERSION);
    }

    /// Whether this release knows what the event says. Who reads the record stops where it doesn't.
    public static boolean knows(String qualifiedName, String version) {
        return kind(qualifiedName, version) != null || isOfTheLog(qualifiedName, version);
    }

    /// Names the vocabulary by what can be read with it: eight hexadecimal digits, other ones in a release that knows
    /// another event or version.
    public static String edition() {
        return EDITION;
    }

    static String edition(Set<StoredName> names) {
        String list = names.stream()
                .map(stored -> stored.name() + " " + stored.version() + "\n")
                .sorted()
                .collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
