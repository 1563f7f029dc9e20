package org.trialbook.media.pdf;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Text;

/// The information dictionary (ISO 32000-2, 14.3.3): which program wrote the file, and nothing else.
final class PdfInformation {

    private static final Set<String> PROGRAMS = Set.of("Producer", "Creator");
    private static final Set<String> STANDARD = Set.of(
            "Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate", "Producer", "Creator", "Trapped");

    private static final String VERSION = "[mv]?[0-9]{1,3}(\\.[0-9]{1,3}){0,2}";

    /// Programs that write PDF, each as it calls itself. A device's name or a person's would fit no such form.
    private static final Pattern PROGRAM = Pattern.compile(("((GPL |AFPL )?Ghostscript|cairo|Skia/PDF|Chromium|pdfTeX-?"
                    + "|qpdf|pypdf|PyPDF2|pikepdf|Apache PDFBox|PDFBox|Apache FOP Version|iText|iTextSharp|Qt|LibreOffice"
                    + "|OpenOffice\\.org|mPDF|TCPDF|FPDF|MuPDF|PDFsharp|Prawn|wkhtmltopdf|WeasyPrint|TeX"
                    + "|Adobe PDF Library|Acrobat Distiller|Matplotlib pdf backend|PDFCreator|PScript5\\.dll Version)"
                    + "( ?VERSION)?"
                    + "|cairo VERSION \\(https?://cairographics\\.org\\)"
                    + "|Matplotlib VERSION, https://matplotlib\\.org"
                    + "|ReportLab PDF Library - www\\.reportlab\\.com|Microsoft: Print To PDF|Writer|Draw")
            .replace("VERSION", VERSION));

    private PdfInformation() {}

    static boolean look(PdfWalk walk, PdfObject value) {
        if (!(walk.resolved(value) instanceof Dict information)) {
            return false;
        }
        for (Map.Entry<String, PdfObject> entry : information.entries().entrySet()) {
            String key = entry.getKey();
            PdfObject says = walk.resolved(entry.getValue());
            if (!harmless(key, says)) {
                walk.add("information dictionary: " + (STANDARD.contains(key) ? key : "an entry of its own"));
                walk.reach(entry.getValue());
            }
        }
        return true;
    }

    private static boolean harmless(String key, PdfObject says) {
        if (says instanceof PdfObject.Null
                || says instanceof Text text && text.bytes().isBlank()) {
            return STANDARD.contains(key);
        }
        if (key.equals("Trapped")) {
            return says instanceof PdfObject.Name name
                    && Set.of("True", "False", "Unknown").contains(name.value());
        }
        return PROGRAMS.contains(key)
                && says instanceof Text text
                && PROGRAM.matcher(decoded(text.bytes())).matches();
    }

    private static String decoded(String bytes) {
        return bytes.startsWith("\u00fe\u00ff")
                ? new String(bytes.substring(2).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16BE)
                : bytes;
    }
}
