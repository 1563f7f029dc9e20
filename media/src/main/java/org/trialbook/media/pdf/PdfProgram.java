package org.trialbook.media.pdf;

import java.io.IOException;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Text;
import org.trialbook.media.pdf.PdfObject.Word;

/// Small programs in PostScript's manner: functions (ISO 32000-2, 7.10) and maps from codes to characters (9.7.5,
/// 9.10.3). Their words are those that such programs have.
final class PdfProgram {

    private static final Set<String> ARITHMETIC = Set.of(
            ("{ } abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate and"
                            + " bitshift eq false ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll")
                    .split(" "));

    private static final Set<String> MAPPING = Set.of(
            ("[ ] << >> findresource begin end dict def dup pop begincmap endcmap usecmap currentdict defineresource CMapName"
                            + " begincodespacerange endcodespacerange beginbfchar endbfchar beginbfrange endbfrange"
                            + " begincidchar endcidchar begincidrange endcidrange beginnotdefrange endnotdefrange")
                    .split(" "));

    private static final Set<String> MAP_NAMES = Set.of(
            "CIDInit",
            "ProcSet",
            "CIDSystemInfo",
            "Registry",
            "Ordering",
            "Supplement",
            "CMapName",
            "CMapType",
            "CMapVersion",
            "CMap",
            "WMode",
            "Adobe-Identity-UCS",
            "Adobe-Identity-UCS2",
            "Adobe-Identity-H",
            "Identity-H",
            "Identity-V",
            "OneByteIdentityH");

    private static final Set<String> MAP_TEXTS = Set.of("Adobe", "UCS", "UCS2", "Identity");

    /// As many bytes as the longest ligature's characters.
    private static final int LONGEST_CODE = 16;

    private PdfProgram() {}

    /// A function that is a stream: samples, as many as it says, or a calculation.
    static void look(PdfWalk walk, Stream stream) throws IOException, MalformedMediaException {
        if (PdfPages.whole(walk.resolved(stream.dict().get("FunctionType")), -1) == 4) {
            try (PdfPacking content = walk.unpacked(stream)) {
                PdfLexer lexer = new PdfLexer(content, 0);
                for (PdfObject token = lexer.next(); token != null; token = lexer.next()) {
                    walk.step();
                    if (!(token instanceof Num) && !(token instanceof Word word && ARITHMETIC.contains(word.word()))) {
                        walk.add("something that is not calculated in a function");
                    }
                }
                if (lexer.passedComment()) {
                    walk.add("a comment in a function");
                }
            }
            return;
        }
        double samples = PdfPages.whole(walk.resolved(stream.dict().get("BitsPerSample")), 0)
                * items(walk, stream, "Range")
                / 2.0;
        if (walk.resolved(stream.dict().get("Size")) instanceof Array sizes) {
            for (PdfObject size : sizes.items()) {
                walk.step();
                samples *= PdfPages.whole(walk.resolved(size), 0);
            }
        }
        try (PdfPacking content = walk.unpacked(stream)) {
            if (content.rest() != Math.ceil(samples / 8)) {
                walk.add("more or fewer bytes in a function than it has samples");
            }
        }
    }

    private static int items(PdfWalk walk, Stream stream, String key) {
        return walk.resolved(stream.dict().get(key)) instanceof Array array
                ? array.items().size()
                : 0;
    }

    /// A map from codes to characters.
    static void map(PdfWalk walk, Stream stream) throws IOException, MalformedMediaException {
        try (PdfPacking content = walk.unpacked(stream)) {
            PdfLexer lexer = new PdfLexer(content, 0);
            for (PdfObject token = lexer.next(); token != null; token = lexer.next()) {
                walk.step();
                boolean known = switch (token) {
                    case Num ignored -> true;
                    case Name name -> MAP_NAMES.contains(name.value()) || PdfKind.isLabel(name.value());
                    case Word word -> MAPPING.contains(word.word());
                    case Text text -> MAP_TEXTS.contains(text.bytes()) || isCode(text.bytes());
                    default -> false;
                };
                if (!known) {
                    walk.add("something of its own in a font's map of characters");
                }
            }
            if (lexer.passedComment()) {
                walk.add("a comment in a font's map of characters");
            }
        }
    }

    private static boolean isCode(String bytes) {
        return bytes.length() <= LONGEST_CODE;
    }
}
