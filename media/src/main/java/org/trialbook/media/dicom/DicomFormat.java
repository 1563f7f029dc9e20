package org.trialbook.media.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// DICOM Part 10 files (PS3.10), little endian, that hold a picture or a waveform. Every element is looked at, those
/// within sequences too, and the segments around compressed pixels; what is not known to be harmless is refused
/// ([HarmlessValues] says what is). The pixels and samples themselves can't be looked into.
public final class DicomFormat implements MediaFormat {

    private static final int MODALITY = 0x0008_0060;

    @Override
    public String contentType() {
        return "application/dicom";
    }

    @Override
    public String name() {
        return "DICOM";
    }

    @Override
    public String remedy() {
        return "Have the site's own `trialbook media clean FILE OUT` write it anew, or de-identify it by PS3.15, basic"
                + " profile, and leave out what the profile does not name and is named here.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return new DicomFile(file).hasHeader();
    }

    @Override
    public Optional<String> nearly(Path file) throws IOException {
        DicomFile dicom = new DicomFile(file);
        return !dicom.hasHeader() && dicom.beginsWithElement()
                ? Optional.of("it begins like DICOM without the header that a file has (PS3.10, preamble and DICM):"
                        + " `trialbook media clean FILE OUT` writes it anew, with one")
                : Optional.empty();
    }

    @Override
    public List<String> identifying(Path file) throws IOException, MalformedMediaException {
        DicomFile dicom = new DicomFile(file);
        TransferSyntax syntax = syntax(dicom);
        FoundNames findings = new FoundNames();
        if (dicom.preambleSays()) {
            findings.add("preamble");
        }
        DicomGate gate = new DicomGate(syntax, findings);
        dicom.read(syntax, new DicomGate(syntax, findings), gate);
        gate.end();
        return findings.names();
    }

    /// What kind of recording it says that it is, such as `US` or `ECG` (PS3.3, C.7.3.1.1.1); empty when it does not
    /// say, or can't be read.
    public Optional<String> modality(Path file) throws IOException {
        class Modality extends UntoldHandler {
            private int depth;
            private String value = "";

            @Override
            public void value(DicomElement element, DicomValue held) throws IOException {
                if (depth == 0 && element.tag() == MODALITY && held.fits()) {
                    value = HarmlessValues.unpadded(HarmlessValues.ascii(held.whole()));
                }
            }

            @Override
            public boolean sequence(DicomElement element, long length) {
                depth++;
                return true;
            }

            @Override
            public void sequenceEnd() {
                depth--;
            }
        }
        Modality modality = new Modality();
        try {
            DicomFile dicom = new DicomFile(file);
            dicom.read(syntax(dicom), new UntoldHandler(), modality);
        } catch (MalformedMediaException e) {
            return Optional.empty();
        }
        return Optional.of(modality.value).filter(value -> KnownTerms.takes(MODALITY, value) && !value.isEmpty());
    }

    private static TransferSyntax syntax(DicomFile dicom) throws IOException, MalformedMediaException {
        TransferSyntax syntax = dicom.syntax(false);
        if (syntax.deflated() || syntax.bigEndian()) {
            throw new MalformedMediaException(
                    "it is deflated or big endian: `trialbook media clean FILE OUT` writes it anew, little endian");
        }
        return syntax;
    }
}
