package org.trialbook.media.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The attributes that the standard knows, with what the basic profile of PS3.15 (table E.1-1) does with each. Read
/// once, from `attributes.tsv`.
final class DicomDictionary {

    /// Attributes of a whole family of groups, such as overlays: those whose tag has this value under this mask.
    private record Family(int mask, DicomAttribute attribute) {
        boolean has(int tag) {
            return (tag & mask) == attribute.tag();
        }
    }

    static final DicomDictionary STANDARD = new DicomDictionary();

    private final Map<Integer, DicomAttribute> attributes = new HashMap<>();
    private final List<Family> families = new ArrayList<>();

    private DicomDictionary() {
        lines("attributes.tsv", this::add);
    }

    /// Null for what the standard does not know, and for every private element. A group's length (PS3.5, 7.2) is known
    /// in every even group.
    @Nullable
    DicomAttribute find(int tag) {
        if ((tag & 0x0001_0000) != 0) {
            return null;
        }
        DicomAttribute attribute = attributes.get(tag);
        if (attribute != null) {
            return attribute;
        }
        for (Family family : families) {
            if (family.has(tag)) {
                DicomAttribute common = family.attribute();
                return new DicomAttribute(
                        tag, common.representations(), common.most(), common.keyword(), common.profile());
            }
        }
        return (tag & 0xffff) == 0 ? new DicomAttribute(tag, List.of("UL"), 1, "GroupLength", "") : null;
    }

    Iterable<DicomAttribute> all() {
        return attributes.values();
    }

    private void add(String[] row) {
        String digits = row[0];
        int tag = Integer.parseUnsignedInt(digits.replace('x', '0'), 16);
        DicomAttribute attribute = new DicomAttribute(
                tag, List.of(row[1].split("\\|")), most(row[2]), row[3], row.length > 4 ? row[4] : "");
        if (digits.contains("x")) {
            int mask = Integer.parseUnsignedInt(digits.replaceAll("[^x]", "f").replace('x', '0'), 16);
            families.add(new Family(mask, attribute));
        } else {
            attributes.put(tag, attribute);
        }
    }

    private static int most(String multiplicity) {
        String last = multiplicity.substring(multiplicity.indexOf('-') + 1);
        return last.endsWith("n") ? Integer.MAX_VALUE : Integer.parseInt(last);
    }

    /// Every row of a table of this package, but for its comments.
    static void lines(String table, Consumer<String[]> row) {
        try (InputStream in = Objects.requireNonNull(DicomDictionary.class.getResourceAsStream(table), table);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
