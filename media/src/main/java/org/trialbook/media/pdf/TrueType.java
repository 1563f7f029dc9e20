package org.trialbook.media.pdf;

import java.io.IOException;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Stream;

/// A font's program. Of one in TrueType's or OpenType's form, the tables are those that fonts have; what a table of a
/// known name says, such as the makers' own `name`, is not looked into, nor are programs of another form.
final class TrueType {

    private static final Set<String> TABLES = Set.of(
            "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca", "prep",
            "gasp", "CFF ", "VORG", "BASE", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "hdmx", "kern", "LTSH", "PCLT",
            "VDMX", "vhea", "vmtx", "DSIG", "FFTM", "EBDT", "EBLC", "EBSC");

    private TrueType() {}

    static void look(PdfWalk walk, Stream stream) throws IOException, MalformedMediaException {
        try (PdfPacking content = walk.unpacked(stream)) {
            StringBuilder version = new StringBuilder();
            word(content, version);
            if (version.toString().matches("\0\1\0\0|true|OTTO")) {
                int tables = (content.read() << 8 | content.read()) & 0xffff;
                skip(content, 6);
                for (int i = 0; i < tables; i++) {
                    StringBuilder table = new StringBuilder();
                    word(content, table);
                    if (!TABLES.contains(table.toString())) {
                        walk.add("a table of its own in a font");
                        break;
                    }
                    skip(content, 12);
                }
            }
            content.rest();
        }
    }

    private static void word(PdfPacking content, StringBuilder word) throws IOException {
        for (int i = 0; i < 4; i++) {
            word.append((char) content.read());
        }
    }

    private static void skip(PdfPacking content, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            content.read();
        }
    }
}
