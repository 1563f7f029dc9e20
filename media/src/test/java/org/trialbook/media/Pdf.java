package org.trialbook.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/// Writes a PDF object by object, so that a test decides what is in it. Objects 1 to 4 are there from the beginning:
/// catalog, tree of pages, a page, its description. Text is Latin-1.
public final class Pdf {

    private final Map<Integer, String> objects = new TreeMap<>();
    private String header = "%PDF-1.7\n%\u00b5\u00b5\u00b5\u00b5\n";
    private String trailer = "";
    private String between = "";
    private String end = "%%EOF\n";

    private Pdf() {}

    /// One page with a line on it.
    public static Pdf page() {
        return new Pdf()
                        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
                        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
                        .page("")
                        .stream(4, "", "0 0 m 100 100 l S");
    }

    /// The page with further entries.
    public Pdf page(String entries) {
        return object(
                3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R %s >>".formatted(entries));
    }

    public Pdf catalog(String entries) {
        return object(1, "<< /Type /Catalog /Pages 2 0 R %s >>".formatted(entries));
    }

    public Pdf resources(String entries) {
        return page("/Resources << %s >>".formatted(entries));
    }

    /// What draws the page.
    public Pdf description(String operators) {
        return stream(4, "", operators);
    }

    public Pdf object(int number, String content) {
        objects.put(number, content);
        return this;
    }

    public Pdf stream(int number, String entries, String content) {
        return object(
                number, "<< /Length %d %s >>\nstream\n%s\nendstream".formatted(content.length(), entries, content));
    }

    public Pdf deflated(int number, String entries, String content) {
        return stream(number, "/Filter /FlateDecode " + entries, packed(content));
    }

    public Pdf information(String entries) {
        objects.put(90, "<< %s >>".formatted(entries));
        return trailer("/Info 90 0 R");
    }

    public Pdf trailer(String entries) {
        trailer += " " + entries;
        return this;
    }

    public Pdf header(String lines) {
        header = lines;
        return this;
    }

    /// What stands after the objects and before the table.
    public Pdf between(String lines) {
        between = lines;
        return this;
    }

    public Pdf end(String lines) {
        end = lines;
        return this;
    }

    public byte[] bytes() {
        StringBuilder file = new StringBuilder(header);
        StringBuilder table = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
        objects.forEach((number, content) -> {
            table.append("%d 1\n%010d 00000 n \n".formatted(number, file.length()));
            file.append("%d 0 obj\n%s\nendobj\n".formatted(number, content));
        });
        file.append(between);
        int start = file.length();
        file.append(table)
                .append("trailer\n<< /Size 100 /Root 1 0 R%s >>\nstartxref\n%d\n%s".formatted(trailer, start, end));
        return latin(file.toString());
    }

    /// An incremental update behind a whole file.
    public static byte[] updated(byte[] whole, int number, String content) {
        String file = new String(whole, StandardCharsets.ISO_8859_1);
        int previous = Integer.parseInt(
                file.substring(file.lastIndexOf("startxref") + 10).split("\\s")[0]);
        String object = "%d 0 obj\n%s\nendobj\n".formatted(number, content);
        return latin(file
                + object
                + "xref\n%d 1\n%010d 00000 n \n".formatted(number, file.length())
                + "trailer\n<< /Size 100 /Root 1 0 R /Prev %d >>\n".formatted(previous)
                + "startxref\n%d\n%%%%EOF\n".formatted(file.length() + object.length()));
    }

    public static String packed(String content) {
        Deflater deflater = new Deflater();
        deflater.setInput(latin(content));
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] piece = new byte[1024];
        while (!deflater.finished()) {
            packed.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return packed.toString(StandardCharsets.ISO_8859_1);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
