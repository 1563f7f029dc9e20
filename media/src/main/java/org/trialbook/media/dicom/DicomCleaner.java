package org.trialbook.media.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner;
import org.trialbook.media.SiteSecret;

/// Writes a DICOM file anew by PS3.15, table E.1-1: the basic profile, and none of its options, because what reading
/// needs of a picture or waveform (pixels, samples, calibration, timing, leads, units) the basic profile leaves.
/// What the gateway refuses beyond the profile goes too: free text that the profile does not name, makers, counters
/// that look like numbers of patients, comments within compressed pixels.
///
/// Read is whatever pydicom reads: deflated, big endian, and without a header. Written is Part 10, little endian with
/// explicit representations; compressed pixels stay as they are.
public final class DicomCleaner implements MediaCleaner {

    private static final String IMPLEMENTATION = "2.25.170498527462351482064128094512380927513";
    private static final String IMPLEMENTATION_VERSION = "TRIALBOOK_1";
    private static final int HEADER = 128;

    @Override
    public boolean cleans(Path file) throws IOException {
        DicomFile dicom = new DicomFile(file);
        return dicom.hasHeader() || dicom.beginsWithElement();
    }

    @Override
    public Cleaned clean(Path original, Path clean, SiteSecret secret) throws IOException, MalformedMediaException {
        if (Files.exists(clean, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(clean.toString());
        }
        if (!cleans(original)) {
            throw new MalformedMediaException("it does not begin like DICOM");
        }
        DicomFile dicom = new DicomFile(original);
        TransferSyntax syntax = dicom.syntax(true);
        DicomFacts facts = facts(dicom, syntax);
        FoundNames removed = new FoundNames();
        if (dicom.preambleSays()) {
            removed.add("preamble");
        }
        Path beside = Files.createTempFile(clean.toAbsolutePath().getParent(), ".trialbook-", ".dcm");
        try {
            write(dicom, syntax, facts, new Replacements(secret), beside, removed);
            List<String> left = new DicomFormat().identifying(beside);
            if (!left.isEmpty()) {
                throw new MalformedMediaException("what is left can't be removed: " + String.join(", ", left));
            }
            Files.move(beside, clean);
        } finally {
            Files.deleteIfExists(beside);
        }
        return new Cleaned(removed.names(), lookAt(facts));
    }

    private static DicomFacts facts(DicomFile dicom, TransferSyntax syntax)
            throws IOException, MalformedMediaException {
        if (syntax.pixels() == TransferSyntax.Pixels.NOT_READ) {
            throw new MalformedMediaException("its pixels are in a form that can't be looked into: " + syntax.uid());
        }
        DicomFacts facts = new DicomFacts(syntax);
        dicom.read(syntax, new UntoldHandler(), facts);
        if (!facts.hasRecording()) {
            throw new MalformedMediaException(DicomGate.NO_RECORDING);
        }
        if (facts.saysBurnedIn()) {
            throw new MalformedMediaException("it says that words are burned into its picture (BurnedInAnnotation):"
                    + " no program takes them out; mask them first");
        }
        return facts;
    }

    private static void write(
            DicomFile dicom,
            TransferSyntax syntax,
            DicomFacts facts,
            Replacements replacements,
            Path file,
            FoundNames removed)
            throws IOException, MalformedMediaException {
        try (DicomWriter out = new DicomWriter(file)) {
            out.write(new byte[HEADER]);
            out.write("DICM".getBytes(StandardCharsets.US_ASCII));
            meta(out, syntax, facts, replacements);
            DicomCleaning cleaning = new DicomCleaning(out, facts, syntax, replacements, removed);
            dicom.read(syntax, new DicomGate(syntax, removed), cleaning);
            cleaning.end();
        }
    }

    private static void meta(DicomWriter out, TransferSyntax syntax, DicomFacts facts, Replacements replacements)
            throws IOException {
        boolean classKnown = KnownUids.ofTheStandard(facts.sopClass);
        String written = syntax.encapsulated() ? syntax.uid() : TransferSyntax.EXPLICIT_LITTLE.uid();
        List<Integer> tags = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (classKnown) {
            tags.add(FileMeta.SOP_CLASS);
            values.add(facts.sopClass);
        }
        if (!facts.sopInstance.isEmpty()) {
            tags.add(FileMeta.SOP_INSTANCE);
            values.add(replacements.uid(facts.sopInstance));
        }
        tags.addAll(List.of(FileMeta.TRANSFER_SYNTAX, FileMeta.IMPLEMENTATION_CLASS, FileMeta.IMPLEMENTATION_VERSION));
        values.addAll(List.of(written, IMPLEMENTATION, IMPLEMENTATION_VERSION));
        int length = 8 + 4 + 2;
        for (String value : values) {
            length += 8 + value.length() + value.length() % 2;
        }
        out.element(FileMeta.LENGTH, "UL", number(length));
        out.element(FileMeta.VERSION, "OB", new byte[] {0, 1});
        for (int i = 0; i < tags.size(); i++) {
            out.text(tags.get(i), tags.get(i) == FileMeta.IMPLEMENTATION_VERSION ? "SH" : "UI", values.get(i));
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static List<String> lookAt(DicomFacts facts) {
        if (facts.deniesBurnedIn() && !facts.isOftenWrittenInto()) {
            return List.of();
        }
        return facts.isWaveformOnly()
                ? List.of()
                : List.of(
                        facts.deniesBurnedIn()
                                ? "Pictures of this kind often have words in them (name, number, date, hospital),"
                                        + " although this one says that it has none: look at every frame."
                                : "The file does not say whether words are burned into the picture (name, number,"
                                        + " date, hospital): look at every frame.");
    }
}
