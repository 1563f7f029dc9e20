package org.trialbook.media.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.media.CorpusFile;
import org.trialbook.media.Pdf;

/// PDFs with something in each place where a PDF can say something, and PDFs of other shapes that say nothing.
public final class PdfCorpus {

    private static final String NOTE = "/Type /Annot /Rect [0 0 9 9]";
    private static final String OWN_DRAWING = "something that is not drawn in a page's description";

    private final List<CorpusFile> files = new ArrayList<>();

    private PdfCorpus() {}

    public static List<CorpusFile> files() {
        PdfCorpus corpus = new PdfCorpus();
        corpus.cases();
        corpus.harmless();
        corpus.document();
        corpus.pages();
        corpus.descriptions();
        corpus.pictures();
        corpus.fonts();
        corpus.bytes();
        return corpus.files;
    }

    private void add(String name, Pdf pdf, String verdict) {
        add(name, pdf.bytes(), verdict);
    }

    private void add(String name, byte[] bytes, String verdict) {
        files.add(new CorpusFile("pdf: " + name, bytes, verdict));
    }

    private void cases() {
        files.add(CorpusFile.ofCase("02_outline.pdf", "an outline (bookmarks)"));
        files.add(CorpusFile.ofCase("03_jpeg_exif.pdf", "EXIF or XMP in a JPEG"));
        files.add(CorpusFile.ofCase("22_incremental_info_replaced.pdf", "an earlier revision"));
    }

    private void harmless() {
        add("a page", Pdf.page(), "taken");
        add(
                "known programs",
                Pdf.page().information("/Producer (GPL Ghostscript 10.00.0) /Creator (cairo 1.16.0)"),
                "taken");
        add("an empty title", Pdf.page().information("/Title () /Trapped /False"), "taken");
        add("no notes", Pdf.page().page("/Annots []"), "taken");
        add(
                "a link without address",
                Pdf.page().page("/Annots [<< %s /Subtype /Link /Border [0 0 0] >>]".formatted(NOTE)),
                "taken");
        add(
                "an identifier",
                Pdf.page().trailer("/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"),
                "taken");
        add("a deflated description", Pdf.page().deflated(4, "", "0 0 m 9 9 l S"), "taken");
        add(
                "numbers of marked content",
                Pdf.page().page("/StructParents 0").description("/P <</MCID 0>> BDC EMC"),
                "taken");
        add(
                "words that are shown",
                Pdf.page()
                        .resources("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>")
                        .description("BT /F1 12 Tf (25 mm/s) Tj [(a) 3 (b)] TJ ET"),
                "taken");
        add(
                "a picture",
                Pdf.page()
                        .resources("/XObject << /Im0 5 0 R >>")
                        .deflated(
                                5,
                                "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                                "abcd")
                        .description("/Im0 Do"),
                "taken");
        add("a JPEG", jpeg(""), "taken");
        add(
                "a picture within the description",
                Pdf.page().description("BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI"),
                "taken");
        add(
                "a deflated picture within the description",
                Pdf.page().description("BI /W 2 /H 2 /BPC 8 /CS /G /F /Fl ID " + Pdf.packed("abcd") + "\nEI"),
                "taken");
        add(
                "a description in two streams",
                Pdf.page()
                        .page("/Contents [4 0 R 5 0 R]")
                        .page("/Rotate 90")
                        .object(3, "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 5 0 R] >>")
                        .description("0 0 m 9")
                        .stream(5, "", "9 l S"),
                "taken");
        add(
                "a graphics state",
                Pdf.page()
                        .resources("/ExtGState << /a0 << /CA .5 /ca .5 /BM /Normal >> >>")
                        .description("/a0 gs"),
                "taken");
        add(
                "a shading",
                Pdf.page()
                        .resources("/Shading << /Sh0 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 1]"
                                + " /Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1 >> >> >>")
                        .description("/Sh0 sh"),
                "taken");
        add("an object stream", PdfStreams.packed("<< /Type /Catalog /Pages 2 0 R >>"), "taken");
    }

    private void document() {
        for (String key : List.of("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate")) {
            add(
                    "information " + key,
                    Pdf.page().information("/%s (D:19510312)".formatted(key)),
                    "information dictionary: " + key);
        }
        add(
                "information of its own",
                Pdf.page().information("/Patient (Erika)"),
                "information dictionary: an entry of its own");
        add(
                "an own name without a value",
                Pdf.page().information("/ErikaMuster ()"),
                "information dictionary: an entry of its own");
        add(
                "a producer that is no program",
                Pdf.page().information("/Producer (Erika Muster)"),
                "information dictionary: Producer");
        add(
                "a program and more",
                Pdf.page().information("/Producer (qpdf 11.3.0 Erika)"),
                "information dictionary: Producer");
        add(
                "a program and a date",
                Pdf.page().information("/Creator (cairo 1951.03.12)"),
                "information dictionary: Creator");
        add(
                "bookmarks",
                Pdf.page()
                        .catalog("/Outlines 5 0 R")
                        .object(5, "<< /Count 1 /First 6 0 R >>")
                        .object(6, "<< /Title (Erika) >>"),
                "an outline (bookmarks)");
        add("layers", Pdf.page().catalog("/OCProperties << /OCGs [] /D << /Name (BVP) >> >>"), "layers");
        add("labels of pages", Pdf.page().catalog("/PageLabels << /Nums [0 << /P (Erika) >>] >>"), "labels of pages");
        add(
                "a structure",
                Pdf.page().catalog("/StructTreeRoot << /K << /Alt (Erika) >> >> /MarkInfo << /Marked true >>"),
                "a structure with alternative texts");
        add(
                "names",
                Pdf.page().catalog("/Names << /Dests << /Names [(Erika) [3 0 R /Fit]] >> >>"),
                "named destinations");
        add("destinations", Pdf.page().catalog("/Dests << /Erika [3 0 R /Fit] >>"), "named destinations");
        add("a script", Pdf.page().catalog("/OpenAction << /S /JavaScript /JS (Erika) >>"), "actions");
        add("a program to start", Pdf.page().catalog("/OpenAction << /S /Launch /F (Erika.exe) >>"), "actions");
        add("another file to go to", Pdf.page().catalog("/OpenAction << /S /GoToR /F (Erika.pdf) >>"), "actions");
        add(
                "a form to send",
                Pdf.page().catalog("/AA << /WC << /S /SubmitForm /F (http://x.example/) >> >>"),
                "actions");
        add(
                "metadata",
                Pdf.page().catalog("/Metadata 5 0 R").stream(5, "/Type /Metadata /Subtype /XML", "<x/>"),
                "embedded metadata (XMP)");
        add("form fields", Pdf.page().catalog("/AcroForm << /Fields [] >>"), "form fields");
        add("attached files", Pdf.page().catalog("/AF [<< /Type /Filespec /F (Erika) >>]"), "attached files");
        add(
                "private data",
                Pdf.page().catalog("/PieceInfo << /Cart << /Private (Erika) >> >>"),
                "private data of a program");
        add("a language", Pdf.page().catalog("/Lang (Erika)"), "Lang in the catalog");
        add("an own entry", Pdf.page().catalog("/ErikaMuster true"), "an entry of its own in the catalog");
        add("an own entry of the trailer", Pdf.page().trailer("/Erika (Muster)"), "an entry of its own in the trailer");
        add(
                "letters as an identifier",
                Pdf.page().trailer("/ID [(Erika_M_19510312) (Erika_M_19510312)]"),
                "ID of the trailer, which is not of its form");
        add("an unused object", Pdf.page().object(7, "(Erika Muster)"), "an object that no page needs");
    }

    private void pages() {
        add(
                "metadata of a page",
                Pdf.page().page("/Metadata 5 0 R").stream(5, "/Type /Metadata", "<x/>"),
                "embedded metadata (XMP)");
        add(
                "private data of a page",
                Pdf.page().page("/PieceInfo << >> /LastModified (D:1951)"),
                "private data of a program + LastModified in a page");
        add("a thumbnail", Pdf.page().page("/Thumb 5 0 R").stream(5, "/Width 1 /Height 1", "x"), "a thumbnail");
        add(
                "an action of a page",
                Pdf.page().page("/AA << /O << /S /URI /URI (http://erika.example) >> >>"),
                "actions");
        add(
                "a note",
                Pdf.page().page("/Annots [<< %s /Subtype /Text /Contents (Erika) >>]".formatted(NOTE)),
                "Subtype of a link, which is not of its form + an entry of its own in a link");
        add(
                "a link with an address",
                Pdf.page().page("/Annots [<< %s /Subtype /Link /A << /S /URI /URI (x) >> >>]".formatted(NOTE)),
                "actions");
        add(
                "a link to a name",
                Pdf.page().page("/Annots [<< %s /Subtype /Link /Dest (Erika) >>]".formatted(NOTE)),
                "named destinations");
        add(
                "an own label",
                Pdf.page().resources("/ExtGState << /ErikaMuster << /CA 1 >> >>"),
                "a label of its own among the graphics states");
        add("property lists", Pdf.page().resources("/Properties << /P0 << /Alt (Erika) >> >>"), "property lists");
        add("an own entry of a page", Pdf.page().page("/BVP 1"), "an entry of its own in a page");
        add(
                "a profile",
                Pdf.page().resources("/ColorSpace << /CS0 [/ICCBased 5 0 R] >>").stream(5, "/N 3", "Erika"),
                "a colour profile");
        add(
                "an ink's name",
                Pdf.page()
                        .resources("/ColorSpace << /CS0 [/Separation /Erika /DeviceGray"
                                + " << /FunctionType 2 /Domain [0 1] /N 1 >>] >>"),
                "ColorSpace of the resources, which is not of its form");
        add(
                "more colours than said",
                Pdf.page().resources("/ColorSpace << /CS0 [/Indexed /DeviceRGB 0 (abcErika)] >>"),
                "ColorSpace of the resources, which is not of its form");
        add(
                "words in a function",
                Pdf.page()
                        .resources("/Shading << /Sh0 << /ShadingType 1 /ColorSpace /DeviceGray /Function 5 0 R >> >>")
                        .stream(5, "/FunctionType 4 /Domain [0 1] /Range [0 1]", "{ (Erika) pop }"),
                "something that is not calculated in a function");
        add(
                "a label that is a date",
                Pdf.page().resources("/ExtGState << /R19510312 << /CA 1 >> >>"),
                "a label of its own among the graphics states");
        add(
                "a count that is a date",
                Pdf.page().page("/StructParents 19510312"),
                "StructParents of a page, which is not of its form");
    }

    private void descriptions() {
        add("a comment", Pdf.page().description("% Erika Muster\n0 0 m"), "a comment in a page's description");
        add(
                "an alternative text",
                Pdf.page().description("/Span <</ActualText (Erika)>> BDC EMC"),
                "a property list in a page's description");
        add(
                "a mark with a name of its own",
                Pdf.page().description("/ErikaMuster MP"),
                "a name of its own in a page's description");
        add("words without an operator", Pdf.page().description("0 0 m (Erika Muster)"), OWN_DRAWING);
        add("words for an operator that shows none", Pdf.page().description("(Erika) w"), OWN_DRAWING);
        add("an operator of its own", Pdf.page().description("BX 1951 Erika EX"), OWN_DRAWING);
        add("an operand too many", Pdf.page().description("1951 3 12 q"), OWN_DRAWING);
        add(
                "words that nobody sees",
                Pdf.page().description("BT 3 Tr (Erika) Tj ET"),
                "words that are on a page and not seen");
        add(
                "a picture that does not end",
                Pdf.page().description("BI /W 2 /H 2 /BPC 8 /CS /G ID abcdErika EI"),
                "malformed");
        add(
                "something behind deflated bytes",
                Pdf.page().stream(4, "/Filter /FlateDecode", Pdf.packed("0 0 m") + "Erika Muster"),
                "malformed");
        add("another packing", Pdf.page().stream(4, "/Filter /LZWDecode", "Erika"), "malformed");
    }

    private void pictures() {
        String grey = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray";
        Pdf shown = Pdf.page().resources("/XObject << /Im0 5 0 R >>");
        add(
                "pixels too many",
                shown.stream(5, grey, "abcdErika"),
                "more or fewer bytes in a picture than it has pixels");
        add(
                "metadata of a picture",
                shown.stream(5, grey + " /Metadata 6 0 R", "abcd").stream(6, "", "x"),
                "embedded metadata (XMP)");
        add(
                "an alternative picture",
                shown.stream(5, grey + " /Alternates [6 0 R]", "abcd").object(6, "(x)"),
                "an entry of its own in a picture");
        add(
                "JPEG 2000",
                Pdf.page().resources("/XObject << /Im0 5 0 R >>").stream(
                        5, "/Type /XObject /Subtype /Image /Width 2 /Height 2 /Filter /JPXDecode", "Erika"),
                "Filter of a picture, which is not of its form");
        add("EXIF", jpeg("\u00ff\u00e1\0\u000bExif\0\0abc"), "EXIF or XMP in a JPEG");
        add("a comment in a JPEG", jpeg("\u00ff\u00fe\0\u0007Erika"), "a comment in a JPEG");
        add("a profile in a JPEG", jpeg("\u00ff\u00e2\0\u0007Erika"), "a colour profile in a JPEG");
        add("IPTC in a JPEG", jpeg("\u00ff\u00ed\0\u0007Erika"), "an application segment in a JPEG");
        add("a thumbnail in a JPEG", jpeg("\u00ff\u00e0\0\u0007JFXX\0"), "an application segment in a JPEG");
        add("something behind a JPEG", jpegThen("Erika Muster"), "something after the end of a JPEG");
    }

    private void fonts() {
        String font = "/Font << /F1 << /Type /Font /Subtype /Type1 %s >> >>";
        add(
                "a font of a name of its own",
                Pdf.page().resources(font.formatted("/BaseFont /ErikaMuster")),
                "BaseFont of a font, which is not of its form");
        add(
                "characters with names of their own",
                Pdf.page()
                        .resources(
                                font.formatted("/BaseFont /Helvetica /Encoding << /Differences [1 /ErikaMuster] >>")),
                "Differences of a font's encoding, which is not of its form");
        add(
                "a map with words",
                Pdf.page().resources(font.formatted("/BaseFont /Helvetica /ToUnicode 5 0 R")).stream(
                        5, "", "begincmap (Erika Muster geb. 12.03.1951) pop endcmap"),
                "something of its own in a font's map of characters");
        add(
                "a map with a comment",
                Pdf.page().resources(font.formatted("/BaseFont /Helvetica /ToUnicode 5 0 R")).stream(
                        5, "", "begincmap % Erika\n endcmap"),
                "a comment in a font's map of characters");
        add(
                "a table in a font",
                Pdf.page()
                        .resources(font.formatted(
                                "/BaseFont /Arial /FontDescriptor << /FontName /Arial /FontFile2 5 0 R >>"))
                        .stream(5, "/Length1 28", "\0\1\0\0\0\1\0\0\0\0\0\0ERIKxxxxyyyyzzzz"),
                "a table of its own in a font");
        add(
                "a font's family",
                Pdf.page()
                        .resources(font.formatted("/FontDescriptor << /FontName /Arial /FontFamily (Erika Muster) >>")),
                "FontFamily of a font's description, which is not of its form");
    }

    private void bytes() {
        add("a second line that is words", Pdf.page().header("%PDF-1.7\n%Erika Muster\n"), "a comment");
        add("a comment between objects", Pdf.page().between("% Erika Muster\n"), "a comment");
        add("words between objects", Pdf.page().between("Erika Muster\n"), "malformed");
        add(
                "an object that the table does not name",
                Pdf.page().between("77 0 obj\n(Erika)\nendobj\n"),
                "an object that the table does not name");
        add(
                "a table that is not used",
                Pdf.page().between("xref\n0 0\ntrailer << /Info (Erika) >>\n"),
                "an earlier revision");
        add("words after the end", Pdf.page().end("%%EOF\nErika Muster\n"), "something after the end");
        add(
                "an update",
                Pdf.updated(
                        Pdf.page()
                                .information("/Producer (qpdf) /Title (Erika)")
                                .bytes(),
                        90,
                        "<< /Producer (qpdf) >>"),
                "an earlier revision");
        add("words before the header", latin("Erika Muster\n", Pdf.page().bytes()), "unknown");
        add(
                "no page",
                Pdf.page()
                        .object(2, "<< /Type /Pages /Count 0 /Kids [] >>")
                        .object(3, "null")
                        .object(4, "null"),
                "malformed");
        add("encrypted", Pdf.page().trailer("/Encrypt << /Filter /Standard >>"), "malformed");
        add("an entry twice", Pdf.page().catalog("/PageMode /UseNone /PageMode /UseNone"), "malformed");
        add("no end", latin("%PDF-1.7\n", new byte[0]), "malformed");
        add(
                "an own object in a stream of objects",
                PdfStreams.packed("<< /Type /Catalog /Pages 2 0 R /Lang (Erika) >>"),
                "Lang in the catalog");
        add(
                "words in a stream of objects",
                PdfStreams.packed("<< /Type /Catalog /Pages 2 0 R >> (Erika)"),
                "malformed");
    }

    private static byte[] latin(String before, byte[] after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(after);
        return bytes.toByteArray();
    }

    private static Pdf jpeg(String segments) {
        return jpeg(segments, "");
    }

    private static Pdf jpegThen(String after) {
        return jpeg("", after);
    }

    private static Pdf jpeg(String segments, String after) {
        String content = "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\1\1\0\0\1\0\1\0\0" + segments
                + "\u00ff\u00c0\0\u000b\u0008\0\2\0\2\1\1\u0011\0\u00ff\u00da\0\u0008\1\1\0\0\u003f\0abc\u00ff\0d\u00ff\u00d9"
                + after;
        return Pdf.page().resources("/XObject << /Im0 5 0 R >>").stream(
                5,
                "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray"
                        + " /Filter /DCTDecode",
                content);
    }
}
