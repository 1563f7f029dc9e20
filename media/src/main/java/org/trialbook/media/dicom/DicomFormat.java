package org.trialbook.media.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// DICOM Part 10 files (PS3.10), little endian. Every element of the data set is looked at, those within sequences too;
/// pixels are not.
public final class DicomFormat implements MediaFormat {

    private static final int PREAMBLE = 128;
    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);

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
        return "Have the site's own `trialbook media clean FILE OUT` write it anew, or de-identify it by PS3.15, basic profile.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        byte[] head = Head.of(file, PREAMBLE + PREFIX.length);
        return head.length == PREAMBLE + PREFIX.length
                && Arrays.equals(head, PREAMBLE, head.length, PREFIX, 0, PREFIX.length);
    }

    @Override
    public List<String> identifying(Path file) throws IOException, MalformedMediaException {
        DicomFindings findings = new DicomFindings();
        try (DicomBytes bytes = new DicomBytes(Files.newInputStream(file), Files.size(file))) {
            if (findings.says(bytes.take(PREAMBLE))) {
                findings.add("preamble");
            }
            bytes.skip(PREFIX.length);
            new DicomDataSet(bytes, findings).read();
        } catch (EOFException e) {
            throw new MalformedMediaException("the file ends within an element");
        }
        return findings.found();
    }
}
