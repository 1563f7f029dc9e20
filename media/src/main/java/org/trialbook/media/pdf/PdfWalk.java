package org.trialbook.media.pdf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Ref;
import org.trialbook.media.pdf.PdfObject.Stream;

/// Goes from the trailer to everything that the pages need, each object as what it is there. What is then left over no
/// page needs.
final class PdfWalk {

    private static final int DEEPEST = 200;

    /// Entries that hide something in a way that has a name.
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("Outlines", "an outline (bookmarks)"),
            Map.entry("OCProperties", "layers"),
            Map.entry("OC", "layers"),
            Map.entry("PageLabels", "labels of pages"),
            Map.entry("StructTreeRoot", "a structure with alternative texts"),
            Map.entry("MarkInfo", "a structure with alternative texts"),
            Map.entry("Names", "named destinations"),
            Map.entry("Dests", "named destinations"),
            Map.entry("Dest", "named destinations"),
            Map.entry("OpenAction", "actions"),
            Map.entry("AA", "actions"),
            Map.entry("A", "actions"),
            Map.entry("URI", "actions"),
            Map.entry("Metadata", "embedded metadata (XMP)"),
            Map.entry("AcroForm", "form fields"),
            Map.entry("AF", "attached files"),
            Map.entry("Annots", "notes"),
            Map.entry("PieceInfo", "private data of a program"),
            Map.entry("Properties", "property lists"),
            Map.entry("Thumb", "a thumbnail"),
            Map.entry("ActualText", "alternative texts"),
            Map.entry("Alt", "alternative texts"));

    private static final Set<String> SHOWN =
            Set.of("Lang", "LastModified", "ViewerPreferences", "Threads", "B", "Extensions", "Perms", "Legal", "F");

    private final PdfFile file;
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<Integer> reached = new HashSet<>();
    private final Set<Integer> named = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private int depth;
    private int pages;

    PdfWalk(PdfFile file) {
        this.file = file;
    }

    Set<String> found() {
        return found;
    }

    /// How many pages were come to.
    int pages() {
        return pages;
    }

    void page() {
        pages++;
    }

    void add(String finding) {
        found.add(finding);
    }

    /// The object itself, which is from now on one that something needs.
    PdfObject resolved(PdfObject object) {
        if (object instanceof Ref ref) {
            reached.add(ref.number());
        }
        return file.resolved(object);
    }

    PdfPacking unpacked(Stream stream) throws MalformedMediaException {
        file.budget().steps(PdfBudget.UNPACKING);
        return file.unpacked(stream);
    }

    MemorySegment raw(Stream stream) {
        return file.raw(stream);
    }

    PdfBudget budget() {
        return file.budget();
    }

    /// Looks at an object as one of a kind.
    ///
    /// @return whether it can be one
    boolean look(PdfKind kind, PdfObject object) throws IOException, MalformedMediaException {
        PdfObject value = resolved(object);
        if (object instanceof Ref ref && !seen.add(ref.number() + kind.name())) {
            return true;
        }
        return deeper(() -> switch (value) {
            case Stream stream
            when kind.content() != null -> {
                entries(kind, stream.dict());
                kind.content().look(this, stream);
                yield true;
            }
            case Dict dict
            when kind.content() == null -> {
                entries(kind, dict);
                yield true;
            }
            default -> false;
        });
    }

    /// A look at something within what is looked at.
    interface Look {
        boolean holds() throws IOException, MalformedMediaException;
    }

    /// Looks at what may lead to itself, or far down.
    boolean deeper(Look look) throws IOException, MalformedMediaException {
        step();
        depth++;
        if (depth > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        try {
            return look.holds();
        } finally {
            depth--;
        }
    }

    /// One more thing that is looked at.
    void step() throws MalformedMediaException {
        file.budget().steps(1);
    }

    private void entries(PdfKind kind, Dict dict) throws IOException, MalformedMediaException {
        for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
            step();
            String key = entry.getKey();
            PdfKind.Rule rule = kind.entry(key);
            if (resolved(entry.getValue()) instanceof PdfObject.Null) {
                // As if it were not there, but for its name.
                if (rule == null) {
                    found.add(unknown(kind, key));
                }
            } else if (rule == null) {
                found.add(unknown(kind, key));
                reach(entry.getValue());
            } else if (!rule.holds(this, entry.getValue())) {
                found.add(NAMED.getOrDefault(key, "%s of %s, which is not of its form".formatted(key, kind.name())));
                reach(entry.getValue());
            }
        }
    }

    private static String unknown(PdfKind kind, String key) {
        String named = NAMED.get(key);
        if (named != null) {
            return named;
        }
        return (SHOWN.contains(key) ? key : "an entry of its own") + " in " + kind.name();
    }

    /// What belongs to something that is named already is not named once more.
    void reach(PdfObject object) {
        Deque<PdfObject> left = new ArrayDeque<>(List.of(object));
        while (!left.isEmpty()) {
            PdfObject next = left.pop();
            switch (next) {
                case Ref ref when named.add(ref.number()) -> left.push(resolved(ref));
                case Array array -> array.items().forEach(left::push);
                case Dict dict -> dict.entries().values().forEach(left::push);
                case Stream stream -> left.push(stream.dict());
                default -> {
                    // Refers to nothing.
                }
            }
        }
    }

    /// Names what nothing on the pages needs.
    void leftOver() {
        for (int number : file.objects().keySet()) {
            if (!reached.contains(number) && !file.structural().contains(number)) {
                found.add("an object that no page needs");
            }
        }
    }
}
