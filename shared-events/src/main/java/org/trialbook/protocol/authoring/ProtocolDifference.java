package org.trialbook.protocol.authoring;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Protocol;

/// What differs between two versions of a protocol, in the trial's words. It follows the model, so that a new
/// member is compared without code of its own.
public final class ProtocolDifference {

    /// How a part of a list is told from its neighbours.
    private static final Set<String> KEYS = Set.of("code", "modality", "item", "path");

    private final List<Change> changes = new ArrayList<>();

    private ProtocolDifference() {}

    /// @param where the part, such as `form 'ecg', item 'heart-rate'`; empty for the protocol itself
    /// @param what what became of it
    public record Change(String where, String what) {
        @Override
        public String toString() {
            return where.isEmpty() ? what : where + ": " + what;
        }
    }

    /// In the order of the file; empty when both say the same.
    public static List<Change> between(Protocol before, Protocol after) {
        ProtocolDifference difference = new ProtocolDifference();
        difference.parts("", before, after);
        return List.copyOf(difference.changes);
    }

    private void changed(String where, String what) {
        changes.add(new Change(where, what));
    }

    private void parts(String where, Record before, Record after) {
        for (FileMember member : FileMember.of(before.getClass())) {
            member(where, member.name(), member.type(), member.of(before), member.of(after));
        }
    }

    private void member(String where, String name, Type type, @Nullable Object before, @Nullable Object after) {
        if (same(before, after)) {
            return;
        }
        if (before instanceof List<?> was && after instanceof List<?> is) {
            list(where, name, type, was, is);
        } else if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            map(where, name, was, is);
        } else if (before instanceof Record was
                && after instanceof Record is
                && was.getClass() == is.getClass()
                && key(was).isEmpty()
                && parted(was)) {
            parts(where.isEmpty() ? name : where + ", " + name, was, is);
        } else {
            changed(where, "%s was %s, is %s".formatted(name, said(before), said(after)));
        }
    }

    private static boolean parted(Record part) {
        return part.getClass().getPackage() == Protocol.class.getPackage();
    }

    private static boolean same(@Nullable Object before, @Nullable Object after) {
        return before instanceof BigDecimal was && after instanceof BigDecimal is
                ? was.compareTo(is) == 0
                : Objects.equals(before, after);
    }

    private void map(String where, String name, Map<?, ?> was, Map<?, ?> is) {
        Set<Object> keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(is.keySet());
        for (Object key : keys) {
            String at = (where.isEmpty() ? "" : where + ", ") + name + " '" + key + "'";
            if (!was.containsKey(key)) {
                changed(at, "is new: " + said(is.get(key)));
            } else if (!is.containsKey(key)) {
                changed(at, "is left out");
            } else {
                member(at, "it", Object.class, was.get(key), is.get(key));
            }
        }
    }

    private void list(String where, String name, Type type, List<?> was, List<?> is) {
        boolean keyed = FileMember.raw(type) == List.class
                && FileMember.held(type) instanceof Class<?> part
                && part.isRecord()
                && !was.isEmpty()
                && was.getFirst() instanceof Record first
                && key(first).isPresent();
        if (keyed) {
            keyed(where, name, was, is);
            return;
        }
        List<String> gone = was.stream()
                .filter(each -> !is.contains(each))
                .map(ProtocolDifference::said)
                .toList();
        List<String> come = is.stream()
                .filter(each -> !was.contains(each))
                .map(ProtocolDifference::said)
                .toList();
        List<String> words = new ArrayList<>();
        if (!gone.isEmpty()) {
            words.add("without " + String.join(", ", gone));
        }
        if (!come.isEmpty()) {
            words.add("with " + String.join(", ", come));
        }
        changed(where, name + ": " + (words.isEmpty() ? "in another order" : String.join("; ", words)));
    }

    private void keyed(String where, String name, List<?> was, List<?> is) {
        Map<String, Record> before = byKey(was);
        Map<String, Record> after = byKey(is);
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Record old = before.get(key);
            Record now = after.get(key);
            String thing = thing(Objects.requireNonNull(old == null ? now : old));
            String at = "%s%s '%s'".formatted(where.isEmpty() ? "" : where + ", ", thing, key);
            if (old == null) {
                changed(at, "is new in " + name);
            } else if (now == null) {
                changed(at, "is left out of " + name);
            } else {
                parts(at, old, now);
            }
        }
        List<String> stayed =
                before.keySet().stream().filter(after::containsKey).toList();
        if (!stayed.equals(after.keySet().stream().filter(before::containsKey).toList())) {
            changed(where, name + ": in another order");
        }
    }

    private static Map<String, Record> byKey(List<?> parts) {
        Map<String, Record> byKey = new LinkedHashMap<>();
        for (Object part : parts) {
            if (part instanceof Record known) {
                byKey.put(key(known).orElse(""), known);
            }
        }
        return byKey;
    }

    private static String thing(Record part) {
        return FileMember.words(part.getClass()).replaceFirst("^(an?|the) ", "");
    }

    private static Optional<String> key(Record part) {
        return FileMember.of(part.getClass()).stream()
                .filter(member -> KEYS.contains(member.name()) && !member.optional())
                .findFirst()
                .map(member -> String.valueOf(member.of(part)));
    }

    private static String said(@Nullable Object thing) {
        return switch (thing) {
            case null -> "not said";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case List<?> list when list.isEmpty() -> "none";
            case List<?> list ->
                String.join(", ", list.stream().map(ProtocolDifference::said).toList());
            case Enum<?> constant -> FileMember.name(constant);
            case Record part when parted(part) -> members(part);
            default -> "'" + thing + "'";
        };
    }

    private static String members(Record part) {
        List<String> said = new ArrayList<>();
        for (FileMember member : FileMember.of(part.getClass())) {
            Object value = member.of(part);
            if (value != null && !value.equals(List.of()) && !value.equals(false)) {
                said.add(member.name() + " " + said(value));
            }
        }
        return "{" + String.join(", ", said) + "}";
    }
}
