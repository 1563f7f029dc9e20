package org.trialbook.media.pdf;

import java.nio.charset.StandardCharsets;

/// A PDF whose catalog stands in a stream of objects and whose table is a stream.
final class PdfStreams {

    private PdfStreams() {}

    static byte[] packed(String catalog) {
        StringBuilder file = new StringBuilder("%PDF-1.7\n");
        int pages = file.length();
        file.append("2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n");
        int page = file.length();
        file.append("3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n");
        int packed = file.length();
        file.append("4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n1 0 %s\nendstream\nendobj\n"
                .formatted(catalog.length() + 4, catalog));
        int table = file.length();
        StringBuilder rows = new StringBuilder();
        row(rows, 0, 0, 0);
        row(rows, 2, 4, 0);
        row(rows, 1, pages, 0);
        row(rows, 1, page, 0);
        row(rows, 1, packed, 0);
        row(rows, 1, table, 0);
        file.append(
                        "5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n"
                                .formatted(rows.length(), rows))
                .append("startxref\n%d\n%%%%EOF\n".formatted(table));
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void row(StringBuilder rows, int kind, int where, int which) {
        rows.append((char) kind)
                .append((char) (where >> 8))
                .append((char) (where & 0xff))
                .append((char) which);
    }
}
