package org.trialbook.media.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.trialbook.media.Dicom;

/// Made-up files: each kind of hiding place, and each harmless variant that looks like one, in explicit and implicit
/// representation where both have it.
public final class DicomCorpus {

    /// @param found what the gateway must name, all of it; nothing where it must take the file
    /// @param malformed whether it must say that the file is not of its form, instead
    public record Made(String name, byte[] bytes, List<String> found, boolean malformed) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Made> all = new ArrayList<>();

    private DicomCorpus() {
        taken();
        named();
        structure();
        sequences();
        waveforms();
        compressed();
        malformed();
    }

    public static List<Made> all() {
        return new DicomCorpus().all;
    }

    private void both(String name, Function<Picture, Picture> change, String... found) {
        for (String syntax : List.of(Dicom.EXPLICIT, Dicom.IMPLICIT)) {
            String way = syntax.equals(Dicom.EXPLICIT) ? ", explicit" : ", implicit";
            one(name + way, change.apply(Picture.in(syntax)).file(), found);
        }
    }

    private void one(String name, byte[] file, String... found) {
        all.add(new Made(name, file, List.of(found), false));
    }

    private void bad(String name, byte[] file) {
        all.add(new Made(name, file, List.of(), true));
    }

    private void value(int tag, String representation, String value, String keyword) {
        both(
                "%s '%s' in %d bytes".formatted(keyword, value.strip(), value.length()),
                picture -> picture.with(tag, representation, value),
                keyword + " " + DicomAttribute.place(tag));
    }

    private void fine(int tag, String representation, String value, String what) {
        both(what, picture -> picture.with(tag, representation, value));
    }

    private void taken() {
        both("nothing said", picture -> picture);
        fine(0x0008_0005, "CS", "ISO_IR 100", "a character set");
        fine(0x0008_0005, "CS", "\\ISO 2022 IR 149", "two character sets");
        fine(0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\TRANSESOPHAGEAL\\0010", "an image type with its bits");
        fine(0x0008_0020, "DA", "        ", "a date of blanks");
        fine(0x0010_0020, "LO", "", "a patient's number without value");
        fine(0x0008_2120, "SH", "PEAK", "a stage of a stress examination");
        fine(0x0012_0062, "CS", "YES", "the mark that the identity was removed");
        fine(0x0012_0063, "LO", "Basic Application Confidentiality Profile", "the mark how");
        fine(0x0018_1063, "DS", "33.3", "the time of a frame");
        fine(0x0018_1088, "IS", "64", "a heart rate");
        fine(0x0028_0030, "DS", "0.25\\0.25", "how large a pixel is");
        fine(0x0028_0303, "CS", "REMOVED", "the mark that dates were removed");
        fine(0x0020_000d, "UI", "2.25.329800735698586629295641978511506172918", "a UID from a UUID");
        fine(0x0020_0013, "IS", "12", "the number of an instance");
        fine(0x0008_0080, "LO", "\0\0\0\0", "a hospital of zeros");
        fine(0x0018_9074, "DT", "19010203000000", "a day that replaces another");
        both("a group's length", picture -> picture.bytes(0x0008_0000, "UL", new byte[] {62, 0, 0, 0}));
        both("padding that holds nothing", picture -> picture.bytes(0xfffc_fffc, "OB", new byte[500]));
        both("a palette", picture -> picture.bytes(0x0028_1201, "OW", new byte[512]));
    }

    private void named() {
        value(0x0010_0010, "PN", "Mustermann^Erika", "PatientName");
        value(0x0010_0010, "PN", " ".repeat(256) + "Mustermann", "PatientName");
        value(0x0010_0010, "PN", " ".repeat(40_000) + "Muster", "PatientName");
        value(0x0010_0020, "LO", "4711", "PatientID");
        value(0x0010_0030, "DA", "19510312", "PatientBirthDate");
        value(0x0010_0033, "LO", "10 Adar 5711", "PatientBirthDateInAlternativeCalendar");
        value(0x0010_0040, "CS", "F", "PatientSex");
        value(0x0010_1010, "AS", "074Y", "PatientAge");
        value(0x0010_1020, "DS", "1.64", "PatientSize");
        value(0x0010_1030, "DS", "71", "PatientWeight");
        value(0x0008_0020, "DA", "20260302", "StudyDate");
        value(0x0008_0020, "DA", "2026.03.02", "StudyDate");
        value(0x0008_002a, "DT", "20260302101500.000000+0100", "AcquisitionDateTime");
        value(0x0008_0030, "TM", "101500", "StudyTime");
        value(0x0008_0050, "SH", "A-1", "AccessionNumber");
        value(0x0008_0070, "LO", "Maker", "Manufacturer");
        value(0x0008_0080, "LO", "St. Elsewhere", "InstitutionName");
        value(0x0008_1010, "SH", "ECHO1", "StationName");
        value(0x0008_1090, "LO", "E95", "ManufacturerModelName");
        value(0x0018_1000, "LO", "123456", "DeviceSerialNumber");
        value(0x0018_1020, "LO", "v203", "SoftwareVersions");
        value(0x0008_103e, "LO", "CRT follow-up", "SeriesDescription");
        value(0x0012_0040, "LO", "01-001", "ClinicalTrialSubjectID");
        value(0x0012_0063, "LO", "By Erika Mustermann", "DeidentificationMethod");
        value(0x0020_4000, "LT", "apical", "ImageComments");
        value(0x0040_4036, "LO", "St. Elsewhere", "HumanPerformerOrganization");
        value(0x0040_0254, "LO", "CRT", "PerformedProcedureStepDescription");
        value(0x0032_1060, "LO", "CSP", "RequestedProcedureDescription");
        value(0x0038_0010, "LO", "13002689", "AdmissionID");
        value(0x4008_0300, "ST", "normal", "Impressions");
        value(0x0010_1023, "DS", "230", "MeasuredAPDimension");
        value(0x0012_0085, "CS", "YES", "ConsentForDistributionFlag");
        value(0x0018_0015, "CS", "MUSTERMANN", "BodyPartExamined");
        value(0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\ERIKA", "ImageType");
        value(0x0008_0060, "CS", "us", "Modality");
        value(0x0028_0301, "CS", "YES", "BurnedInAnnotation");
        value(0x0028_0301, "CS", "yes ", "BurnedInAnnotation");
        value(0x0028_0301, "CS", " Yes\0", "BurnedInAnnotation");
        value(0x0028_0301, "CS", " ".repeat(14) + "YES", "BurnedInAnnotation");
        value(0x0020_000d, "UI", "1.2.276.0.7230010.3.1.2.20260302101500", "StudyInstanceUID");
        value(0x0020_000d, "UI", "2.25.19510312", "StudyInstanceUID");
        value(0x0008_0018, "UI", "1.2.840.10008.5.1.4.1.1.6.1", "SOPInstanceUID");
        value(0x0008_0016, "UI", "1.2.840.10008.19510312", "SOPClassUID");
        value(0x0020_0011, "IS", "4711471", "SeriesNumber");
        value(0x0018_1088, "IS", "20260302", "HeartRate");
        value(0x0018_1063, "DS", "20260302.", "FrameTime");
        value(0x0018_1063, "DS", "33.3 ms", "FrameTime");
        value(0x0028_0030, "DS", "0.25\\0.25\\19\\51", "PixelSpacing");
        value(0x0018_9074, "DT", "20010203000000", "FrameAcquisitionDateTime");
        both("a private element", picture -> picture.with(0x0029_1010, "LO", "Erika"), "private element (0029,1010)");
        both(
                "a private element without value",
                picture -> picture.with(0x0029_0010, "LO", ""),
                "private element (0029,0010)");
        both(
                "an element of nobody",
                picture -> picture.with(0x0018_0001, "LO", "Erika"),
                "unknown element (0018,0001)");
        both(
                "an overlay",
                picture -> picture.with(0x6000_0022, "LO", "MUSTER").bytes(0x6000_3000, "OW", new byte[] {1, 2}),
                "OverlayDescription (6000,0022)",
                "OverlayData (6000,3000)");
        both(
                "an overlay of a later group",
                picture -> picture.with(0x601e_1500, "LO", "Erika"),
                "OverlayLabel (601E,1500)");
        both("a curve", picture -> picture.bytes(0x5000_3000, "OW", new byte[] {1, 2}), "CurveData (5000,3000)");
        both(
                "a document",
                picture -> picture.with(0x0042_0011, "OB", "%PDF-1.7 /Author (Erika)"),
                "EncapsulatedDocument (0042,0011)");
        both(
                "a day in a number",
                picture -> picture.bytes(0x0018_6030, "UL", number(19510312)),
                "TransducerFrequency (0018,6030)");
        both("words as numbers", picture -> picture.with(0x0028_0010, "US", "Erika M."), "Rows (0028,0010)");
        both("a colour profile", picture -> picture.with(0x0028_2000, "OB", "desc Erika"), "ICCProfile (0028,2000)");
        both(
                "padding that holds something",
                picture -> picture.with(0xfffc_fffc, "OB", "\0\0Erika"),
                "DataSetTrailingPadding (FFFC,FFFC)");
        both(
                "words in a group's length",
                picture -> picture.with(0x0008_0000, "UL", "Erika Muster"),
                "GroupLength (0008,0000)");
    }

    private void structure() {
        both("a preamble", picture -> picture.preamble("Erika"), "preamble");
        both(
                "bytes after the data set",
                picture -> picture.after("Erika Mustermann, 1951"),
                "bytes after the data set");
        both("few bytes after the data set", picture -> picture.after("E"), "bytes after the data set");
        both(
                "bytes after the pixels",
                picture -> picture.bytes(0x7fe0_0010, "OW", new byte[96]),
                "bytes after the recording in PixelData (7FE0,0010)");
        both("no picture", picture -> picture.without(0x7fe0_0010), "no picture and no waveform in it");
        both(
                "a program that is not widespread",
                picture -> picture.with(0x0002_0013, "SH", "ELSEWHERE_PACS"),
                "ImplementationVersionName (0002,0013)");
        both(
                "a widespread program",
                picture -> picture.with(0x0002_0012, "UI", "1.2.276.0.7230010.3.0.3.6.7")
                        .with(0x0002_0013, "SH", "OFFIS_DCMTK_367"));
        both(
                "a sender",
                picture -> picture.with(0x0002_0016, "AE", "ECHO1"),
                "SourceApplicationEntityTitle (0002,0016)");
        both(
                "private file information",
                picture -> picture.with(0x0002_0102, "OB", "Erika"),
                "PrivateInformation (0002,0102)");
        one(
                "rows as text",
                Picture.in(Dicom.EXPLICIT).with(0x0028_0012, "LT", "Er").file(),
                "Planes (0028,0012)");
        one(
                "a name as bytes",
                Picture.in(Dicom.EXPLICIT).with(0x0010_0010, "UN", "Erika").file(),
                "PatientName (0010,0010)");
        one(
                "a number as bytes",
                Picture.in(Dicom.EXPLICIT).with(0x0018_1088, "UN", "64").file());
    }

    private void sequences() {
        both(
                "a name in a reference",
                picture -> picture.item(0x0008_2112, picture.inside().text(0x0010_0010, "PN", "Erika")),
                "PatientName (0010,0010) in SourceImageSequence");
        both(
                "a UID in a reference",
                picture -> picture.item(
                        0x0008_2112,
                        picture.inside()
                                .text(0x0008_1150, "UI", "1.2.840.10008.5.1.4.1.1.6.1")
                                .text(0x0008_1155, "UI", "1.2.3.4")),
                "ReferencedSOPInstanceUID (0008,1155) in SourceImageSequence");
        both(
                "another UID in a reference",
                picture -> picture.item(0x0008_2112, picture.inside().text(0x0008_1155, "UI", "2.25.2")));
        both(
                "an icon",
                picture -> picture.item(0x0088_0200, picture.inside().element(0x7fe0_0010, "OW", new byte[4])),
                "IconImageSequence (0088,0200)");
        both(
                "a request",
                picture -> picture.item(0x0040_0275, picture.inside().text(0x0040_1001, "SH", "R1")),
                "RequestAttributesSequence (0040,0275)");
        both(
                "an attribute that was changed",
                picture -> picture.item(0x0400_0561, picture.inside()),
                "OriginalAttributesSequence (0400,0561)");
        both(
                "a private sequence",
                picture -> picture.item(0x0029_1001, picture.inside().text(0x0010_0010, "PN", "Erika")),
                "private element (0029,1001)");
        both("a view", picture -> picture.item(0x0008_2218, Waveform.code(picture, "80891009", "SCT", "Heart")));
        both(
                "a view in other letters",
                picture -> picture.item(0x0008_2218, Waveform.code(picture, "T-32000", "SRT", "HEART")));
        both(
                "a code of nobody",
                picture -> picture.item(0x0008_2218, Waveform.code(picture, "19510312", "SCT", "Heart")),
                "CodeValue (0008,0100) in AnatomicRegionSequence");
        both(
                "a code of a site",
                picture -> picture.item(0x0008_2218, Waveform.code(picture, "1", "99SITE", "Erika")),
                "CodeValue (0008,0100) in AnatomicRegionSequence");
        both(
                "a known code that means a person",
                picture -> picture.item(0x0008_2218, Waveform.code(picture, "80891009", "SCT", "Erika")),
                "CodeMeaning (0008,0104) in AnatomicRegionSequence");
        both(
                "the marks of a profile",
                picture -> picture.item(
                        0x0012_0064,
                        Waveform.code(picture, "113100", "DCM", "Basic Application Confidentiality Profile")));
        both(
                "a name in a sequence in a sequence",
                picture -> {
                    Dicom outer = picture.inside();
                    Waveform.nested(outer, 0x0040_a170, picture.inside().text(0x0008_1070, "PN", "Erika"), picture);
                    return picture.item(0x0008_2112, outer);
                },
                "OperatorsName (0008,1070) in SourceImageSequence > PurposeOfReferenceCodeSequence");
        one(
                "a sequence stated to be bytes",
                Picture.in(Dicom.EXPLICIT)
                        .bytes(
                                0x0008_2112,
                                "UN",
                                Picture.in(Dicom.IMPLICIT)
                                        .inside()
                                        .marker(0xfffe_e000, -1)
                                        .raw(Dicom.items(false)
                                                .text(0x0010_0010, "PN", "Erika")
                                                .bytes())
                                        .marker(0xfffe_e00d, 0)
                                        .bytes())
                        .file(),
                "PatientName (0010,0010) in SourceImageSequence");
    }

    private void waveforms() {
        for (String syntax : List.of(Dicom.EXPLICIT, Dicom.IMPLICIT)) {
            String way = syntax.equals(Dicom.EXPLICIT) ? ", explicit" : ", implicit";
            one("an ECG" + way, Waveform.in(syntax, "", 0).file());
            one(
                    "a label of a channel" + way,
                    Waveform.in(syntax, "Erika", 0).file(),
                    "ChannelLabel (003A,0203) in WaveformSequence > ChannelDefinitionSequence");
            one(
                    "bytes after the samples" + way,
                    Waveform.in(syntax, "", 8).file(),
                    "bytes after the recording in WaveformData (5400,1010) in WaveformSequence");
            one(
                    "words beside an ECG" + way,
                    Waveform.in(syntax, "", 0)
                            .item(0x0040_b020, Picture.in(syntax).inside().text(0x0070_0006, "ST", "RITMO SINUSALE"))
                            .file(),
                    "WaveformAnnotationSequence (0040,B020)");
        }
    }

    private void compressed() {
        one("a JPEG", jpeg(jpegOf()));
        one("a JPEG with JFIF", jpeg(jpegOf(segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0"))));
        one("a JPEG with Adobe's transform", jpeg(jpegOf(segment(0xee, "Adobe\0\144\0\0\0\0\1"))));
        one(
                "a JPEG with EXIF",
                jpeg(jpegOf(segment(0xe1, "Exif\0\0Erika"))),
                "APP1 segment in the JPEG of PixelData (7FE0,0010)");
        one(
                "a JPEG with a comment",
                jpeg(jpegOf(segment(0xfe, "Erika"))),
                "COM segment in the JPEG of PixelData (7FE0,0010)");
        one(
                "a JPEG with a thumbnail",
                jpeg(jpegOf(segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\1\1Eri"))),
                "APP0 segment in the JPEG of PixelData (7FE0,0010)");
        one(
                "bytes after a JPEG",
                jpeg(join(jpegOf(), "Erika".getBytes(StandardCharsets.US_ASCII))),
                "bytes after the JPEG of PixelData (7FE0,0010)");
        one("a JPEG 2000", jpeg2000(new byte[0]));
        one("a JPEG 2000 with its encoder", jpeg2000(comment("Created by OpenJPEG version 2.5.0")));
        one(
                "a JPEG 2000 with a comment",
                jpeg2000(comment("Erika")),
                "COM segment in the JPEG 2000 of PixelData (7FE0,0010)");
        one("run lengths", Picture.in(Dicom.RLE).fragments(runs()).file());
        one(
                "a video",
                Picture.in("1.2.840.10008.1.2.4.102").fragments(new byte[16]).file(),
                "pixels in a form that is not looked into");
        one(
                "pixels that are said to be compressed",
                Picture.in(Dicom.JPEG).file(),
                "PixelData (7FE0,0010)",
                "no picture and no waveform in it");
    }

    private void malformed() {
        bad("deflated", Picture.in(Dicom.DEFLATED).file());
        bad("big endian", Picture.in(Dicom.EXPLICIT_BIG).file());
        bad(
                "no transfer syntax",
                Picture.in(Dicom.EXPLICIT).without(0x0002_0010).file());
        bad(
                "a transfer syntax of nobody",
                Picture.in(Dicom.EXPLICIT).with(0x0002_0010, "UI", "1.2.3.4").file());
        bad(
                "a representation of nobody",
                Picture.in(Dicom.EXPLICIT).with(0x0018_0015, "XX", "HEART").file());
        bad(
                "the same attribute twice",
                join(
                        Picture.in(Dicom.EXPLICIT).without(0x7fe0_0010).file(),
                        Dicom.items(true).text(0x0028_0301, "CS", "NO").bytes()));
        bad("a JPEG that is none", jpeg("Erika Mustermann".getBytes(StandardCharsets.US_ASCII)));
        bad("a comment in a tile", jpeg2000(new byte[0], comment("Erika")));
        bad(
                "run lengths that are none",
                Picture.in(Dicom.RLE)
                        .fragments(new byte[] {'E', 'r', 'i', 'k', 'a'})
                        .file());
        bad(
                "a number of frames that is none",
                Picture.in(Dicom.EXPLICIT).with(0x0028_0008, "IS", "1A").file());
        bad(
                "nothing but a header",
                Picture.in(Dicom.EXPLICIT).file().length > 0
                        ? java.util.Arrays.copyOf(Picture.in(Dicom.EXPLICIT).file(), 158)
                        : new byte[0]);
    }

    static byte[] jpeg(byte[] fragment) {
        return Picture.in(Dicom.JPEG).fragments(fragment).file();
    }

    static byte[] jpegOf(byte[]... segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        for (byte[] segment : segments) {
            out.writeBytes(segment);
        }
        out.writeBytes(segment(0xc0, "\10\0\10\0\10\1\1\21\0"));
        out.writeBytes(segment(0xda, "\1\1\0\0\77\0"));
        out.writeBytes(new byte[] {1, 2, 3, (byte) 0xff, 0, 4, (byte) 0xff, (byte) 0xd0, 5, (byte) 0xff, (byte) 0xd9});
        return out.toByteArray();
    }

    static byte[] segment(int marker, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        int length = bytes.length + 2;
        return join(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >>> 8), (byte) length}, bytes);
    }

    private static byte[] comment(String words) {
        return segment(0x64, "\0\1" + words);
    }

    private static byte[] jpeg2000(byte[] inHeader) {
        return jpeg2000(inHeader, new byte[0]);
    }

    private static byte[] jpeg2000(byte[] inHeader, byte[] inTile) {
        byte[] data = {1, 2, 3, 4};
        int tile = 12 + inTile.length + 2 + data.length;
        byte[] stream = join(
                join(new byte[] {(byte) 0xff, 0x4f}, segment(0x51, "\0\0\0\0\0\10\0\0\0\10")),
                inHeader,
                segment(
                        0x90,
                        new String(
                                ByteBuffer.allocate(8)
                                        .putShort((short) 0)
                                        .putInt(tile)
                                        .put((byte) 0)
                                        .put((byte) 1)
                                        .array(),
                                StandardCharsets.ISO_8859_1)),
                inTile,
                new byte[] {(byte) 0xff, (byte) 0x93},
                data,
                new byte[] {(byte) 0xff, (byte) 0xd9});
        return Picture.in(Dicom.JPEG_2000).fragments(stream).file();
    }

    static byte[] runs() {
        return join(
                ByteBuffer.allocate(64)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(1)
                        .putInt(64)
                        .array(),
                new byte[] {(byte) 0xc1, 7});
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
