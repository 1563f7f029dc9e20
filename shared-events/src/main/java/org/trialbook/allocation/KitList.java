package org.trialbook.allocation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// The file of a list of treatment kits, as `docs/format.md` says in section 10: a label, the study, a salt, and a line
/// for each kit. Whoever knows it knows what is in each.
public final class KitList {

    private static final String LABEL = "trialbook kit list v1";
    private static final Pattern LINE =
            Pattern.compile("([A-Z0-9][A-Z0-9-]{0,19}) ([A-Za-z0-9][A-Za-z0-9-]{0,39}) ([A-Z][A-Z0-9-]{0,15})");

    private final String text;
    private final StudyId study;
    private final SortedMap<String, Kit> kits;

    /// @param number as it stands on the package
    public record Kit(String number, String product, ArmCode arm) {}

    private KitList(String text, StudyId study, SortedMap<String, Kit> kits) {
        this.text = text;
        this.study = study;
        this.kits = kits;
    }

    /// @throws IllegalArgumentException naming the line that is not as it has to be, and nothing that stands in it
    public static KitList read(String text) {
        if (text.length() > AllocationList.MOST_BYTES) {
            throw new IllegalArgumentException("a list has at most %d bytes".formatted(AllocationList.MOST_BYTES));
        }
        List<String> lines = List.of(text.split("\n", -1));
        require(lines.size() >= 5 && lines.getLast().isEmpty(), Math.min(lines.size(), 5));
        require(lines.get(0).equals(LABEL), 1);
        require(lines.get(1).matches("[A-Z][A-Z0-9-]{0,31}"), 2);
        require(lines.get(2).matches("[0-9a-f]{64}"), 3);
        SortedMap<String, Kit> kits = new TreeMap<>();
        for (int i = 3; i < lines.size() - 1; i++) {
            var line = LINE.matcher(lines.get(i));
            require(line.matches(), i + 1);
            Kit kit = new Kit(line.group(1), line.group(2), new ArmCode(line.group(3)));
            require(kits.putIfAbsent(kit.number(), kit) == null, i + 1);
        }
        return new KitList(text, new StudyId(lines.get(1)), Collections.unmodifiableSortedMap(kits));
    }

    private static void require(boolean holds, int line) {
        if (!holds) {
            throw new IllegalArgumentException("line %d is not as docs/format.md says".formatted(line));
        }
    }

    /// SHA-256 of the file; lower-case hexadecimal.
    public String commitment() {
        return AllocationList.commitment(text);
    }

    public StudyId study() {
        return study;
    }

    /// Number → kit.
    public SortedMap<String, Kit> kits() {
        return kits;
    }

    /// The file as it is.
    public String text() {
        return text;
    }

    /// Says nothing: whoever reads a log line must not learn an arm.
    @Override
    public String toString() {
        return "KitList";
    }
}
