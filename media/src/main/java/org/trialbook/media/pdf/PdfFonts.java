package org.trialbook.media.pdf;

import static org.trialbook.media.pdf.PdfKind.COUNT;
import static org.trialbook.media.pdf.PdfKind.NUMBER;
import static org.trialbook.media.pdf.PdfKind.NUMBERS;
import static org.trialbook.media.pdf.PdfKind.RECTANGLE;
import static org.trialbook.media.pdf.PdfKind.any;
import static org.trialbook.media.pdf.PdfKind.each;
import static org.trialbook.media.pdf.PdfKind.kind;
import static org.trialbook.media.pdf.PdfKind.name;
import static org.trialbook.media.pdf.PdfKind.names;
import static org.trialbook.media.pdf.PdfKind.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfKind.Rule;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;

/// Fonts (ISO 32000-2, 9.5 to 9.10). What a font calls itself and its characters is of lists of known names, for a
/// name is as good a hiding place as a note.
final class PdfFonts {

    static final Rule FONT = PdfFonts::font;

    private static final String STYLE = "Bold|Italic|Ital|Oblique|Obli|Regular|Regu|Roman|Medium|Light|Semi|Demi|Extra"
            + "|Condensed|Cond|Narrow|Black|Thin|Book|MT|PS|BT|Std|Pro|New|UI|Sans|Serif|Mono|Text|Display|L|R|C|[0-9]{1,2}";

    /// What it has taken for a style it does not give back (`*+`): digits could be read in more ways than there
    /// is time.
    private static final Pattern FAMILY =
            Pattern.compile(("([A-Z]{6}\\+)?(Helvetica|Helvetica ?Neue|Times|Courier|Symbol"
                            + "|ZapfDingbats|Arial|ArialUnicodeMS|DejaVu|BitstreamVera|Liberation|Noto|Nimbus|NimbusSanL"
                            + "|NimbusRomNo9L|NimbusMonL|URW|StandardSymbols?|D050000L|Calibri|Cambria|CambriaMath|Carlito"
                            + "|Caladea|Verdana|Tahoma|Segoe|Roboto|Open|Lucida|Georgia|Trebuchet|Consolas|Free|Droid|Ubuntu"
                            + "|Univers|Frutiger|Myriad|Minion|Palatino|Bookman|Century|Schoolbook|Schlbk|Garamond|AvantGarde"
                            + "|Inter|IBMPlex|Source|Lato|Montserrat|Wingdings|Webdings|STIX|Cantarell|SFNS|SFPro|Menlo|Monaco"
                            + "|CM(R|BX|SY|MI|EX|TT|SS|TI|SL|CSC)|LM(Roman|Sans|Mono|Math)|SFRM|SFSS|SFTT|MSAM|MSBM|MSTT)"
                            + "(?:[ ,_-]|STYLE)*+")
                    .replace("STYLE", STYLE));

    private static final Rule FAMILY_NAME = any(name(FAMILY), text(FAMILY));
    private static final Rule DICTIONARY_OF_GLYPHS = PdfFonts::glyphs;

    private static final PdfKind MAP = PdfKind.of("a font's map of characters", PdfProgram::map)
            .with(names("CMap"), "Type")
            .with(names("Identity-H", "Identity-V", "Adobe-Identity-UCS"), "CMapName", "UseCMap")
            .with(COUNT, "WMode")
            .with((walk, value) -> system(walk, value), "CIDSystemInfo");

    private static final PdfKind SYSTEM = PdfKind.of("a font's system of characters")
            .with(text(Pattern.compile("Adobe")), "Registry")
            .with(text(Pattern.compile("Identity|UCS|UCS2|Japan1|GB1|CNS1|Korea1|KR")), "Ordering")
            .with(COUNT, "Supplement");

    private static final PdfKind ENCODING = PdfKind.of("a font's encoding")
            .with(names("Encoding"), "Type")
            .with(names("StandardEncoding", "WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"), "BaseEncoding")
            .with(PdfFonts::differences, "Differences");

    private static final PdfKind PROGRAM = PdfKind.of("a font's program", TrueType::look)
            .with(PdfKind.BYTES, "Length1", "Length2", "Length3")
            .with(names("Type1C", "CIDFontType0C", "OpenType"), "Subtype");

    private static final PdfKind SET = PdfKind.of("a font's set of characters", PdfPages::rest);

    private static final PdfKind DESCRIPTOR = PdfKind.of("a font's description")
            .with(names("FontDescriptor"), "Type")
            .with(FAMILY_NAME, "FontName", "FontFamily")
            .with(name(Pattern.compile("(Extra|Semi|Ultra)?(Condensed|Expanded)|Normal")), "FontStretch")
            .with(
                    NUMBER,
                    "FontWeight",
                    "Flags",
                    "ItalicAngle",
                    "Ascent",
                    "Descent",
                    "Leading",
                    "CapHeight",
                    "XHeight",
                    "StemV",
                    "StemH",
                    "AvgWidth",
                    "MaxWidth",
                    "MissingWidth")
            .with(RECTANGLE, "FontBBox")
            .with(kind(PROGRAM), "FontFile", "FontFile2", "FontFile3")
            .with(PdfFonts::listed, "CharSet")
            .with(kind(SET), "CIDSet");

    private static final Rule ENCODED =
            any(names("StandardEncoding", "WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"), kind(ENCODING));

    private static final PdfKind SIMPLE = named(PdfKind.of("a font"))
            .with(COUNT, "FirstChar", "LastChar")
            .with(NUMBERS, "Widths")
            .with(kind(DESCRIPTOR), "FontDescriptor")
            .with(ENCODED, "Encoding");

    private static final PdfKind DRAWN = named(PdfKind.of("a font"))
            .with(COUNT, "FirstChar", "LastChar")
            .with(NUMBERS, "Widths", "FontMatrix")
            .with(RECTANGLE, "FontBBox")
            .with(kind(DESCRIPTOR), "FontDescriptor")
            .with(ENCODED, "Encoding")
            .with((walk, value) -> walk.look(PdfPages.resources(), value), "Resources")
            .with(DICTIONARY_OF_GLYPHS, "CharProcs");

    private static final PdfKind COMPOSITE = named(PdfKind.of("a font"))
            .with(any(names("Identity-H", "Identity-V"), kind(MAP)), "Encoding")
            .with(each(PdfFonts::font), "DescendantFonts");

    private static final PdfKind DESCENDANT = named(PdfKind.of("a font"))
            .with((walk, value) -> system(walk, value), "CIDSystemInfo")
            .with(kind(DESCRIPTOR), "FontDescriptor")
            .with(NUMBER, "DW")
            .with(NUMBERS, "DW2")
            .with(each(any(NUMBER, NUMBERS)), "W", "W2")
            .with(any(names("Identity"), kind(SET)), "CIDToGIDMap");

    private PdfFonts() {}

    private static PdfKind named(PdfKind kind) {
        return kind.with(names("Font"), "Type")
                .with(
                        names("Type0", "Type1", "MMType1", "Type3", "TrueType", "CIDFontType0", "CIDFontType2"),
                        "Subtype")
                .with(FAMILY_NAME, "BaseFont")
                .with(PdfFonts::label, "Name")
                .with(any(names("Identity-H"), kind(MAP)), "ToUnicode");
    }

    private static boolean system(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.look(SYSTEM, value);
    }

    private static boolean font(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        if (!(walk.resolved(value) instanceof Dict dict) || !(dict.get("Subtype") instanceof Name kind)) {
            return false;
        }
        return walk.look(
                switch (kind.value()) {
                    case "Type0" -> COMPOSITE;
                    case "Type3" -> DRAWN;
                    case "CIDFontType0", "CIDFontType2" -> DESCENDANT;
                    default -> SIMPLE;
                },
                value);
    }

    private static boolean label(PdfWalk walk, PdfObject value) {
        return walk.resolved(value) instanceof Name name && PdfKind.isLabel(name.value());
    }

    private static boolean differences(PdfWalk walk, PdfObject value) throws MalformedMediaException {
        if (!(walk.resolved(value) instanceof Array array)) {
            return false;
        }
        walk.budget().steps(array.items().size());
        return array.items().stream()
                .allMatch(item -> item instanceof Num || item instanceof Name name && isGlyph(name.value()));
    }

    private static boolean glyphs(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        if (!(walk.resolved(value) instanceof Dict dict)) {
            return false;
        }
        for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
            walk.step();
            if (!isGlyph(entry.getKey()) || !walk.look(PdfPages.glyph(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean listed(PdfWalk walk, PdfObject value) throws MalformedMediaException {
        if (!(walk.resolved(value) instanceof PdfObject.Text text)) {
            return false;
        }
        walk.budget().steps(text.bytes().length());
        return List.of(text.bytes().split("/", -1)).stream()
                .allMatch(glyph -> glyph.isBlank() || isGlyph(glyph.strip()));
    }

    private static boolean isGlyph(String name) {
        return GlyphNames.isOne(name);
    }
}
