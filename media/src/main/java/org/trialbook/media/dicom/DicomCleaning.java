package org.trialbook.media.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;

/// Writes a data set anew by the basic profile of PS3.15 (table E.1-1), and without whatever else [HarmlessValues] does
/// not take: what the profile leaves to the object (`X/Z`, `Z/D`) is emptied, what it does not name and is not taken is
/// emptied where it is a value and removed where it is bytes or a sequence.
final class DicomCleaning implements DicomHandler {

    private static final Set<Integer> DROPPED = Set.of(0x0008_0001);
    private static final int LAST = -1;
    private static final int OFFSETS = 0x7fe0_0001;
    private static final int LENGTHS = 0x7fe0_0002;

    private final DicomWriter out;
    private final DicomFacts facts;
    private final TransferSyntax syntax;
    private final Replacements replacements;
    private final FoundNames removed;
    private final DicomScope scope = new DicomScope();
    private final DeidentificationMarks marks;
    private final ValueRewriting values;
    private @Nullable CompressedPixels compressed;
    private boolean first;

    DicomCleaning(
            DicomWriter out, DicomFacts facts, TransferSyntax syntax, Replacements replacements, FoundNames removed) {
        this.out = out;
        this.facts = facts;
        this.syntax = syntax;
        this.replacements = replacements;
        this.removed = removed;
        this.marks = new DeidentificationMarks(out);
        this.values = new ValueRewriting(facts, syntax, replacements);
    }

    @Override
    public void value(DicomElement element, DicomValue value) throws IOException, MalformedMediaException {
        before(element.tag());
        DicomAttribute attribute = element.attribute();
        int tag = element.tag();
        boolean ours = scope.atTop() && DeidentificationMarks.has(tag);
        if (attribute != null && (tag & 0xffff) == 0 || DROPPED.contains(tag) || ours) {
            rewritten(element, value);
            return;
        }
        if (attribute == null || !element.asTheStandardSays() || attribute.isSequence()) {
            removed(element);
        } else if (attribute.profiled()) {
            profiled(element, attribute, value);
        } else if (!HarmlessValues.described(attribute) || facts.pixelsSay() && (tag == OFFSETS || tag == LENGTHS)) {
            removed(element);
        } else if (HarmlessValues.mayBeLong(tag)) {
            bulk(element, value);
        } else if (!value.fits()) {
            removed(element);
        } else {
            unprofiled(element, attribute, value);
        }
    }

    /// Said only where the old one would not have been taken.
    private void rewritten(DicomElement element, DicomValue value) throws IOException {
        DicomAttribute attribute = element.attribute();
        if (attribute == null
                || !value.fits()
                || !HarmlessValues.takes(attribute, element.representation(), value.whole())) {
            removed(element);
        }
    }

    private void profiled(DicomElement element, DicomAttribute attribute, DicomValue value) throws IOException {
        String profile = attribute.profile();
        String representation = attribute.representations().getFirst();
        String text = value.fits() ? HarmlessValues.ascii(value.whole()) : "";
        boolean said = !value.fits() || DicomValue.says(text.getBytes(StandardCharsets.ISO_8859_1));
        if (said) {
            removed(element);
        }
        if (representation.equals("UI") && (profile.contains("U") || profile.equals("D"))) {
            out.text(element.tag(), representation, replacements.uids(text, false));
        } else if (profile.contains("Z")) {
            out.text(element.tag(), representation, "");
        } else if (profile.equals("D")) {
            out.text(element.tag(), representation, said ? replacements.dummy(representation, text) : "");
        }
    }

    private void unprofiled(DicomElement element, DicomAttribute attribute, DicomValue held)
            throws IOException, MalformedMediaException {
        String representation = values.written(element, attribute);
        byte[] value = values.little(representation, held.whole());
        scope.told(element.tag(), value);
        if (CodedConcept.has(element.tag())) {
            scope.concept().add(element.tag(), value);
            return;
        }
        byte[] kept = values.kept(element.tag(), attribute, representation, value);
        if (!Arrays.equals(kept, value)) {
            removed(element);
        }
        boolean bytes = representation.startsWith("O") || representation.equals("UN");
        if (kept.length > 0 || !bytes) {
            out.element(element.tag(), representation, kept);
        }
    }

    private void bulk(DicomElement element, DicomValue value) throws IOException {
        DicomAttribute attribute = Objects.requireNonNull(element.attribute());
        String representation = values.written(element, attribute);
        long most = Math.min(value.length(), scope.extent().most(element.tag()));
        if (element.tag() == DicomReader.PIXEL_DATA && syntax.encapsulated()) {
            removed(element);
            return;
        }
        if (most < value.length()) {
            removed.add(scope.named("bytes after the recording in " + element.named()));
        }
        out.header(element.tag(), representation, most + most % 2);
        long left = most;
        for (byte[] chunk = value.chunk(); chunk.length > 0 && left > 0; chunk = value.chunk()) {
            byte[] little = values.little(representation, chunk);
            int part = (int) Math.min(left, little.length);
            out.write(little, 0, part);
            left -= part;
        }
        if (most % 2 == 1) {
            out.write(0);
        }
    }

    @Override
    public boolean sequence(DicomElement element, long length) throws IOException {
        before(element.tag());
        DicomAttribute attribute = element.attribute();
        if (scope.atTop() && DeidentificationMarks.has(element.tag())) {
            return false;
        }
        if (attribute == null || !attribute.isSequence() || !element.asTheStandardSays()) {
            removed(element);
            return false;
        }
        if (HarmlessValues.takesItems(attribute)) {
            scope.sequence(element);
            out.sequence(element.tag());
            return true;
        }
        if (length > 0) {
            removed(element);
        }
        if (attribute.profile().contains("Z") || attribute.profile().equals("D")) {
            out.sequence(element.tag());
            out.sequenceEnd();
        }
        return false;
    }

    @Override
    public void item() throws IOException {
        scope.item();
        out.item();
    }

    @Override
    public void itemEnd() throws IOException {
        concept(LAST);
        out.itemEnd();
    }

    @Override
    public void sequenceEnd() throws IOException {
        out.sequenceEnd();
        scope.sequenceEnd();
    }

    @Override
    public boolean fragments(DicomElement element) throws IOException {
        before(element.tag());
        if (!scope.atTop() || !syntax.encapsulated() || !element.asTheStandardSays()) {
            removed(element);
            return false;
        }
        out.header(element.tag(), "OB", -1);
        compressed = facts.pixelsSay() ? CompressedPixels.of(syntax.pixels(), this::removed) : null;
        first = true;
        return true;
    }

    @Override
    public void fragment(DicomValue fragment) throws IOException, MalformedMediaException {
        out.fragment();
        // Offsets are of no use when the fragments get other lengths; the table may be empty (PS3.5, A.4).
        boolean offsets = first;
        first = false;
        if (!(offsets && compressed != null)) {

            for (byte[] chunk = fragment.chunk(); chunk.length > 0; chunk = fragment.chunk()) {
                if (compressed == null) {
                    out.write(chunk);
                } else {
                    compressed.accept(chunk, out);
                }
            }
        }
        out.fragmentEnd();
    }

    @Override
    public void fragmentsEnd() throws IOException {
        out.sequenceEnd();
    }

    @Override
    public void trailing() {
        removed("bytes after the data set");
    }

    /// After the last element.
    void end() throws IOException {
        before(LAST);
    }

    /// Writes what belongs before an element: the rest of a code, and the marks that a file was de-identified.
    private void before(int tag) throws IOException {
        concept(tag);
        if (scope.atTop()) {
            marks.before(tag);
        }
    }

    /// The code, if it is known, with the standard's meaning; nothing, if it is not.
    private void concept(int next) throws IOException {
        CodedConcept concept = scope.concept();
        boolean known = concept.isKnown();
        if (concept.writesCode(next)) {
            if (!known && !concept.isEmpty()) {
                removed("CodeValue (0008,0100)");
            }
            out.text(CodedConcept.CODE, "SH", known ? concept.code() : "");
            out.text(CodedConcept.SCHEME, "SH", known ? concept.scheme() : "");
        }
        if (concept.writesMeaning(next)) {
            if (!concept.meansWhatItSays()) {
                removed("CodeMeaning (0008,0104)");
            }
            out.text(CodedConcept.MEANING, "LO", concept.standardMeaning());
        }
    }

    private void removed(DicomElement element) {
        removed(element.named());
    }

    private void removed(String name) {
        removed.add(scope.named(name));
    }
}
