package org.trialbook.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.trialbook.media.png.Png;

/// Small files that would take the memory or the day of whoever looks into them, one for each way that was
/// thought of.
final class Bombs {

    private static final int MILLION = 1_000_000;

    private Bombs() {}

    /// By name: the part before the colon is the format's.
    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
        pdf(all);
        png(all);
        aecg(all);
        dicom(all);
        return all;
    }

    // ---- PDF

    private static void pdf(Map<String, Supplier<byte[]>> all) {
        all.put("pdf: strings in object streams", Bombs::stringsInObjectStreams);
        all.put("pdf: a description of millions of lines", () -> described(packed("0 0 m ", 25 * MILLION)));
        all.put(
                "pdf: packed and packed again",
                () -> Pdf.page().stream(
                                4,
                                "/Filter [/FlateDecode /FlateDecode]",
                                latin(deflated(deflated("0 ".repeat(MILLION)))))
                        .bytes());
        all.put(
                "pdf: a picture within a page that seems to end everywhere",
                () -> Pdf.page()
                        .description("BI /W 1000 /H 1000 /BPC 8 /CS /G /F /Fl ID " + "I ".repeat(500_000))
                        .bytes());
        all.put(
                "pdf: a colour space of itself",
                () -> Pdf.page()
                        .resources("/ColorSpace << /C1 5 0 R >>")
                        .object(5, "[/Pattern 5 0 R]")
                        .bytes());
        all.put("pdf: colour spaces one in the other", Bombs::colourSpaces);
        all.put("pdf: widths that thousands of fonts share", Bombs::sharedWidths);
        all.put("pdf: contents that thousands of pages share", Bombs::sharedContents);
        all.put(
                "pdf: a font's name that can be read in many ways",
                () -> font("/BaseFont /Arial" + "1".repeat(100) + "!"));
        all.put(
                "pdf: a font's name without end",
                () -> font("/BaseFont /Arial /FontDescriptor << /FontFamily (Arial" + "-".repeat(60_000) + ") >>"));
        all.put("pdf: lengths behind a comment", Bombs::lengthsBehindAComment);
        all.put(
                "pdf: deep arrays",
                () -> Pdf.page()
                        .object(5, "[".repeat(MILLION) + "]".repeat(MILLION))
                        .bytes());
        all.put("pdf: many objects", () -> {
            Pdf file = Pdf.page();
            for (int i = 100; i < 70_000; i++) {
                file.object(i, "0");
            }
            return file.bytes();
        });
        all.put(
                "pdf: sections that lead to each other",
                () -> Pdf.page().trailer("/Prev 0").bytes());
        all.put(
                "pdf: a picture of four thousand million pixels",
                () -> Pdf.page().resources("/XObject << /Im0 5 0 R >>").stream(
                                5,
                                "/Type /XObject /Subtype /Image /Width 65535 /Height 65535 /BitsPerComponent 8 /ColorSpace"
                                        + " /DeviceRGB /Filter /FlateDecode",
                                latin(packed("\0", 220 * MILLION)))
                        .bytes());
    }

    private static byte[] described(byte[] packed) {
        return Pdf.page().stream(4, "/Filter /FlateDecode", latin(packed)).bytes();
    }

    private static byte[] font(String entries) {
        return Pdf.page()
                .resources("/Font << /F1 5 0 R >>")
                .object(5, "<< /Type /Font /Subtype /Type1 " + entries + " >>")
                .bytes();
    }

    private static byte[] colourSpaces() {
        Pdf file = Pdf.page().resources("/ColorSpace << /C1 100 0 R >>");
        for (int i = 100; i < 30_000; i++) {
            file.object(i, "[/Pattern %d 0 R]".formatted(i + 1));
        }
        return file.bytes();
    }

    private static byte[] sharedWidths() {
        StringBuilder fonts = new StringBuilder();
        Pdf file = Pdf.page().object(5, "[" + "0 ".repeat(95_000) + "]");
        for (int i = 100; i < 9_000; i++) {
            file.object(i, "<</Subtype/Type1/Widths 5 0 R>>");
            fonts.append("/F%d %d 0 R ".formatted(i, i));
        }
        return file.resources("/Font << " + fonts + " >>").bytes();
    }

    private static byte[] sharedContents() {
        StringBuilder pages = new StringBuilder("3 0 R ");
        Pdf file = Pdf.page().object(5, "[" + "4 0 R ".repeat(30_000) + "]");
        for (int i = 100; i < 6_000; i++) {
            file.object(i, "<</Type/Page/Contents 5 0 R>>");
            pages.append("%d 0 R ".formatted(i));
        }
        return file.object(2, "<< /Type /Pages /Count 1 /Kids [" + pages + "] >>")
                .bytes();
    }

    private static byte[] lengthsBehindAComment() {
        Pdf file = Pdf.page();
        for (int i = 100; i < 20_000; i++) {
            file.object(i, "<< /Length 99 0 R >>\nstream\n\nendstream");
        }
        byte[] whole = file.object(99, "0").bytes();
        // The table says that object 99 stands behind a comment which is most of the file.
        String text = latin(whole);
        String comment = "%" + "x".repeat(2 * MILLION) + "\n99 0 obj\n0\nendobj\n";
        int at = text.indexOf("99 0 obj");
        String entry = "99 1\n%010d 00000 n".formatted(at);
        int start = text.indexOf("xref\n0 1");
        String moved = text.substring(0, start).replace("99 0 obj\n0\nendobj\n", "");
        return latinBytes(moved
                + comment
                + text.substring(start)
                        .replace(entry, "99 1\n%010d 00000 n".formatted(moved.length()))
                        .replace("startxref\n" + start, "startxref\n" + (moved.length() + comment.length())));
    }

    /// Twenty object streams, each of strings that come to 7 MB.
    private static byte[] stringsInObjectStreams() {
        StringBuilder file = new StringBuilder("%PDF-1.7\n");
        Map<Integer, int[]> rows = new LinkedHashMap<>();
        whole(file, rows, 1, "<< /Type /Catalog /Pages 2 0 R >>");
        whole(file, rows, 2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>");
        whole(file, rows, 3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>");
        int each = 110;
        String one = "(" + "y".repeat(65_000) + ")";
        for (int stream = 0; stream < 20; stream++) {
            StringBuilder head = new StringBuilder();
            for (int i = 0; i < each; i++) {
                int number = 1_000 + stream * each + i;
                head.append(number).append(' ').append(i * one.length()).append(' ');
                rows.put(number, new int[] {2, 10 + stream, i});
            }
            byte[] packed = deflated(head + one.repeat(each));
            whole(
                    file,
                    rows,
                    10 + stream,
                    "<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
                            .formatted(each, head.length(), packed.length, latin(packed)));
        }
        int table = file.length();
        rows.put(40, new int[] {1, table, 0});
        StringBuilder index = new StringBuilder();
        StringBuilder content = new StringBuilder();
        rows.forEach((number, row) -> {
            index.append(number).append(" 1 ");
            content.append((char) row[0]);
            for (int shift = 24; shift >= 0; shift -= 8) {
                content.append((char) (row[1] >> shift & 0xff));
            }
            content.append((char) (row[2] >> 8)).append((char) (row[2] & 0xff));
        });
        file.append(
                ("40 0 obj\n<< /Type /XRef /Size 9000 /W [1 4 2] /Index [%s] /Root 1 0 R /Length %d >>\nstream\n%s\n"
                                + "endstream\nendobj\nstartxref\n%d\n%%%%EOF\n")
                        .formatted(index, content.length(), content, table));
        return latinBytes(file.toString());
    }

    private static void whole(StringBuilder file, Map<Integer, int[]> rows, int number, String content) {
        rows.put(number, new int[] {1, file.length(), 0});
        file.append("%d 0 obj\n%s\nendobj\n".formatted(number, content));
    }

    // ---- PNG

    private static void png(Map<String, Supplier<byte[]>> all) {
        all.put(
                "png: more pixels than the header says, without end",
                () -> Png.of(1, 1, 8, 0, 0)
                        .chunk("IDAT", latin(packed("\0", 900 * MILLION)))
                        .ended());
        all.put(
                "png: the largest picture, in rows without end",
                () -> Png.of(65_535, 4_096, 16, 6, 0)
                        .chunk("IDAT", latin(packed("\0", 900 * MILLION)))
                        .ended());
        all.put(
                "png: a header of all the pixels there are",
                () -> Png.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, 0)
                        .pixels()
                        .ended());
        all.put(
                "png: a text that is packed",
                () -> Png.grey()
                        .chunk("zTXt", "a\0\0" + latin(packed("x", 100 * MILLION)))
                        .pixels()
                        .ended());
        all.put("png: millions of chunks, each of its own", () -> {
            Png file = Png.grey();
            for (int i = 0; i < 1_500_000; i++) {
                file.chunk(
                        "" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('A' + i / 676 % 26)
                                + (char) ((i / 17_576 >= 26 ? 'A' : 'a') + i / 17_576 % 26),
                        "");
            }
            return file.pixels().ended();
        });
    }

    // ---- annotated ECG

    private static void aecg(Map<String, Supplier<byte[]>> all) {
        all.put("aecg: millions of names", () -> inside(i -> "<e%07d/>".formatted(i), 2 * MILLION));
        all.put(
                "aecg: millions of attributes",
                () -> inside(
                        i -> (i % 4_000 == 0 ? "<id " : "")
                                + "b%07d='' ".formatted(i)
                                + (i % 4_000 == 3_999 ? "/>" : ""),
                        1_600_000));
        all.put(
                "aecg: millions of prefixes",
                () -> inside(i -> "<p%07d:e xmlns:p%07d='u%07d'/>".formatted(i, i, i), MILLION / 2));
        all.put("aecg: entities of entities", () -> latinBytes("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE AnnotatedECG [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
                <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
                <AnnotatedECG xmlns="urn:hl7-org:v3"><id root="&f;"/>&f;</AnnotatedECG>
                """));
        all.put("aecg: deep", () -> Media.aecg("<component>".repeat(MILLION)));
        all.put(
                "aecg: a code without end",
                () -> Media.aecg(
                        "<code code='MDC_ECG" + "_P".repeat(30_000) + "' codeSystem='2.16.840.1.113883.6.24'/>"));
        all.put(
                "aecg: one sample of many digits",
                () -> Media.aecg("<component><series><component><sequenceSet><component><sequence><value><digits>"
                        + "1".repeat(30 * MILLION)
                        + "</digits></value></sequence></component></sequenceSet></component></series></component>"));
        all.put("aecg: nothing but spaces, and then a word", () -> Media.aecg(" ".repeat(30 * MILLION) + "w"));
        all.put("aecg: a section of characters", () -> Media.aecg("<![CDATA[" + "w ".repeat(15 * MILLION) + "]]>"));
        all.put("aecg: a comment", () -> Media.aecg("<!--" + "w ".repeat(15 * MILLION) + "-->"));
        all.put("aecg: a section of brackets", () -> Media.aecg("<![CDATA[" + "> ".repeat(15 * MILLION) + "]]>"));
        all.put("aecg: a value of brackets", () -> Media.aecg("<id root='" + "> ".repeat(15 * MILLION) + "'/>"));
        all.put("aecg: an instruction of brackets", () -> Media.aecg("<?a " + "> ".repeat(15 * MILLION) + "?>"));
        all.put(
                "aecg: a document type of many parts",
                () -> latinBytes("<!DOCTYPE AnnotatedECG [" + "<!ENTITY a 'b'>".repeat(2 * MILLION)
                        + "]><AnnotatedECG xmlns='urn:hl7-org:v3'/>"));
        all.put(
                "aecg: a comment of brackets before the root",
                () -> latinBytes("<?xml version=\"1.0\"?><!--" + "> ".repeat(15 * MILLION) + "--><AnnotatedECG/>"));
    }

    private static byte[] inside(java.util.function.IntFunction<String> each, int count) {
        StringBuilder inside = new StringBuilder();
        for (int i = 0; i < count; i++) {
            inside.append(each.apply(i));
        }
        return Media.aecg(inside.toString());
    }

    // ---- DICOM

    private static void dicom(Map<String, Supplier<byte[]>> all) {
        all.put(
                "dicom: millions of items, deflated",
                () -> deflatedSet(
                        Dicom.items(true).header(0x0008_1115, "SQ", -1).bytes(),
                        Dicom.items(true).marker(0xfffe_e000, 0).bytes(),
                        30 * MILLION));
        all.put(
                "dicom: millions of sequences one in the other",
                () -> deflatedSet(
                        new byte[0],
                        Dicom.items(true)
                                .header(0x0008_1115, "SQ", -1)
                                .marker(0xfffe_e000, -1)
                                .bytes(),
                        5 * MILLION));
        all.put(
                "dicom: a text that never ends, deflated",
                () -> deflatedSet(
                        Dicom.items(true).header(0x0008_4000, "UT", 0x7fff_fffe).bytes(),
                        new byte[] {'x', 'y'},
                        200 * MILLION));
        all.put("dicom: millions of fragments", () -> {
            Dicom file = Dicom.file(Dicom.JPEG).text(0x0008_0060, "CS", "US").header(0x7fe0_0010, "OB", -1);
            byte[] empty = Dicom.items(true).marker(0xfffe_e000, 0).bytes();
            for (int i = 0; i < 3 * MILLION; i++) {
                file.raw(empty);
            }
            return file.marker(0xfffe_e0dd, 0).bytes();
        });
        all.put(
                "dicom: a length of everything",
                () -> Dicom.file(Dicom.EXPLICIT)
                        .header(0x0008_1115, "SQ", 0x7fff_fffe)
                        .marker(0xfffe_e000, 0x7fff_fff0)
                        .bytes());
        all.put(
                "dicom: a JPEG of four thousand million pixels",
                () -> Dicom.file(Dicom.JPEG)
                        .text(0x0008_0060, "CS", "US")
                        .header(0x7fe0_0010, "OB", -1)
                        .marker(0xfffe_e000, 0)
                        .marker(0xfffe_e000, 22)
                        .raw(new byte[] {
                            (byte) 0xff,
                            (byte) 0xd8,
                            (byte) 0xff,
                            (byte) 0xc0,
                            0,
                            17,
                            8,
                            -1,
                            -1,
                            -1,
                            -1,
                            3,
                            1,
                            17,
                            0,
                            2,
                            17,
                            0,
                            3,
                            17,
                            0,
                            0
                        })
                        .marker(0xfffe_e0dd, 0)
                        .bytes());
    }

    private static byte[] deflatedSet(byte[] first, byte[] each, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.BEST_SPEED, true);
        try (OutputStream out = new DeflaterOutputStream(packed, raw, 1 << 16)) {
            out.write(first);
            repeat(out, each, times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        raw.end();
        return Dicom.file(Dicom.DEFLATED).raw(packed.toByteArray()).bytes();
    }

    // ---- packing

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] deflated(String content) {
        return deflated(latinBytes(content));
    }

    private static byte[] packed(String each, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream out = new DeflaterOutputStream(packed, fast, 1 << 16)) {
            repeat(out, latinBytes(each), times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fast.end();
        return packed.toByteArray();
    }

    private static void repeat(OutputStream out, byte[] each, int times) throws IOException {
        byte[] many = new byte[each.length * 10_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = each[i % each.length];
        }
        for (int left = times; left > 0; left -= 10_000) {
            out.write(many, 0, Math.min(left, 10_000) * each.length);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latinBytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
