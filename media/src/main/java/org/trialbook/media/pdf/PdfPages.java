package org.trialbook.media.pdf;

import static org.trialbook.media.pdf.PdfKind.BOOLEAN;
import static org.trialbook.media.pdf.PdfKind.COUNT;
import static org.trialbook.media.pdf.PdfKind.NUMBER;
import static org.trialbook.media.pdf.PdfKind.NUMBERS;
import static org.trialbook.media.pdf.PdfKind.RECTANGLE;
import static org.trialbook.media.pdf.PdfKind.REFERENCE;
import static org.trialbook.media.pdf.PdfKind.any;
import static org.trialbook.media.pdf.PdfKind.each;
import static org.trialbook.media.pdf.PdfKind.kind;
import static org.trialbook.media.pdf.PdfKind.labelled;
import static org.trialbook.media.pdf.PdfKind.name;
import static org.trialbook.media.pdf.PdfKind.names;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfKind.Rule;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Text;

/// What a file that is pages and nothing but pages consists of (ISO 32000-2, 7.7, 8 and 11): every kind of object with
/// every entry that it may have.
final class PdfPages {

    private static final Rule RESOURCES = (walk, value) -> walk.look(Kinds.RESOURCES, value);
    private static final Rule FUNCTION = PdfPages::function;
    private static final Rule FUNCTIONS = any(names("Identity", "Default"), each(FUNCTION), FUNCTION);
    private static final Rule FORM = (walk, value) -> walk.look(Kinds.FORM, value);
    private static final Rule SHADING = PdfPages::shading;
    private static final Rule GRAPHICS_STATE = (walk, value) -> walk.look(Kinds.GRAPHICS_STATE, value);
    private static final Rule COLOUR_SPACE = PdfColourSpace::holds;
    private static final Rule NONE = (walk, value) ->
            walk.resolved(value) instanceof Dict dict && dict.entries().isEmpty();

    private PdfPages() {}

    /// Where the walk begins: all that may stand in a trailer but for the information dictionary.
    static final PdfKind TRAILER = PdfKind.of("the trailer")
            .with(COUNT, "Size")
            .with((walk, value) -> walk.look(Kinds.CATALOG, value), "Root")
            .with(PdfInformation::look, "Info")
            .with(NUMBER, "Prev")
            .with(PdfPages::identifier, "ID")
            // A table that is a stream.
            .with(names("XRef"), "Type")
            .with(NUMBERS, "W", "Index")
            .with(COUNT, "Length")
            .with(any(names("FlateDecode"), each(names("FlateDecode"))), "Filter")
            .with(
                    kind(PdfKind.of("how the table is packed")
                            .with(COUNT, "Predictor", "Colors", "BitsPerComponent", "Columns")),
                    "DecodeParms");

    /// What leads through a linearized file.
    static final PdfKind LINEARIZATION = PdfKind.of("the linearization")
            .with(NUMBER, "Linearized", "L", "O", "E", "N", "T", "P")
            .with(NUMBERS, "H");

    static final PdfKind HINTS = PdfKind.of("the hints of the linearization", (walk, stream) -> rest(walk, stream))
            .with(COUNT, "S", "T", "O", "A", "E", "V", "I", "C", "L", "R", "B");

    private static final class Kinds {

        static final PdfKind CATALOG = PdfKind.of("the catalog")
                .with(names("Catalog"), "Type")
                .with((walk, value) -> walk.look(Kinds.PAGES, value), "Pages")
                .with(name(Pattern.compile("[12]\\.[0-9]")), "Version")
                .with(
                        names(
                                "SinglePage",
                                "OneColumn",
                                "TwoColumnLeft",
                                "TwoColumnRight",
                                "TwoPageLeft",
                                "TwoPageRight"),
                        "PageLayout")
                .with(names("UseNone"), "PageMode");

        static final PdfKind GROUP = PdfKind.of("a transparency group")
                .with(names("Group"), "Type")
                .with(names("Transparency"), "S")
                .with(COLOUR_SPACE, "CS")
                .with(BOOLEAN, "I", "K");

        static final PdfKind PAGES = inherited(PdfKind.of("the tree of pages"))
                .with(names("Pages"), "Type")
                .with(each(PdfPages::node), "Kids")
                .with(COUNT, "Count")
                .with(REFERENCE, "Parent");

        static final PdfKind PAGE = inherited(PdfKind.of("a page"))
                .with(names("Page"), "Type")
                .with(REFERENCE, "Parent")
                .with(RECTANGLE, "BleedBox", "TrimBox", "ArtBox")
                .with(NUMBER, "UserUnit")
                .with(PdfPages::contents, "Contents")
                .with(kind(GROUP), "Group")
                .with(COUNT, "StructParents")
                .with(names("R", "C", "S"), "Tabs")
                .with(each((walk, value) -> walk.look(Kinds.LINK, value)), "Annots");

        /// A link that leads nowhere: what is left when somebody took the address out.
        static final PdfKind LINK = PdfKind.of("a link")
                .with(names("Annot"), "Type")
                .with(names("Link"), "Subtype")
                .with(RECTANGLE, "Rect")
                .with(NUMBERS, "Border", "C")
                .with(names("N", "I", "O", "P"), "H")
                .with(COUNT, "F", "StructParent");

        static final PdfKind RESOURCES = PdfKind.of("the resources")
                .with(each(names("PDF", "Text", "ImageB", "ImageC", "ImageI")), "ProcSet")
                .with(labelled("the fonts", PdfFonts.FONT), "Font")
                .with(labelled("the pictures", PdfPages::external), "XObject")
                .with(labelled("the graphics states", PdfPages.GRAPHICS_STATE), "ExtGState")
                .with(PdfPages::colourSpaces, "ColorSpace")
                .with(labelled("the patterns", PdfPages::pattern), "Pattern")
                .with(labelled("the shadings", PdfPages.SHADING), "Shading")
                .with(NONE, "Properties");

        static final PdfKind FORM = PdfKind.of(
                        "a form on a page", (walk, stream) -> PdfPageDescription.look(walk, List.of(stream)))
                .with(names("XObject"), "Type")
                .with(names("Form"), "Subtype")
                .with(COUNT, "FormType", "StructParents", "StructParent")
                .with(RECTANGLE, "BBox")
                .with(NUMBERS, "Matrix")
                .with(PdfPages.RESOURCES, "Resources")
                .with(kind(GROUP), "Group")
                .with((walk, value) -> label(walk.resolved(value)), "Name");

        static final PdfKind GLYPH =
                PdfKind.of("a font's character", (walk, stream) -> PdfPageDescription.look(walk, List.of(stream)));

        static final PdfKind GRAPHICS_STATE = PdfKind.of("a graphics state")
                .with(names("ExtGState"), "Type")
                .with(NUMBER, "LW", "LC", "LJ", "ML", "FL", "SM", "CA", "ca", "OPM")
                .with(BOOLEAN, "SA", "OP", "op", "AIS", "TK")
                .with(PdfPages::dashes, "D")
                .with(PdfPages::fontAndSize, "Font")
                .with(names("AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"), "RI")
                .with(FUNCTIONS, "BG", "BG2", "UCR", "UCR2", "TR", "TR2")
                .with(names("Default"), "HT")
                .with(any(BLEND, each(BLEND)), "BM")
                .with(any(names("None"), (walk, value) -> walk.look(Kinds.SOFT_MASK, value)), "SMask");

        static final PdfKind SOFT_MASK = PdfKind.of("a soft mask")
                .with(names("Mask"), "Type")
                .with(names("Alpha", "Luminosity"), "S")
                .with(PdfPages.FORM, "G")
                .with(NUMBERS, "BC")
                .with(FUNCTIONS, "TR");

        static final PdfKind TILING = PdfKind.of(
                        "a pattern", (walk, stream) -> PdfPageDescription.look(walk, List.of(stream)))
                .with(names("Pattern"), "Type")
                .with(COUNT, "PatternType", "PaintType", "TilingType")
                .with(RECTANGLE, "BBox")
                .with(NUMBER, "XStep", "YStep")
                .with(PdfPages.RESOURCES, "Resources")
                .with(NUMBERS, "Matrix");

        static final PdfKind SHADING_PATTERN = PdfKind.of("a pattern")
                .with(names("Pattern"), "Type")
                .with(COUNT, "PatternType")
                .with(PdfPages.SHADING, "Shading")
                .with(NUMBERS, "Matrix")
                .with(PdfPages.GRAPHICS_STATE, "ExtGState");

        static final PdfKind SHADING = shaded(PdfKind.of("a shading"));
        static final PdfKind SHADING_STREAM = shaded(PdfKind.of("a shading", (walk, stream) -> rest(walk, stream)))
                .with(COUNT, "BitsPerCoordinate", "BitsPerComponent", "BitsPerFlag", "VerticesPerRow")
                .with(NUMBERS, "Decode");

        static final PdfKind FUNCTION = function(PdfKind.of("a function"))
                .with(NUMBERS, "C0", "C1", "Bounds", "Encode")
                .with(NUMBER, "N")
                .with(each(PdfPages.FUNCTION), "Functions");
        static final PdfKind SAMPLED = function(
                        PdfKind.of("a function", (walk, stream) -> PdfProgram.look(walk, stream)))
                .with(NUMBERS, "Size", "Encode", "Decode")
                .with(COUNT, "BitsPerSample", "Order");

        static PdfKind inherited(PdfKind kind) {
            return kind.with(RECTANGLE, "MediaBox", "CropBox")
                    .with(NUMBER, "Rotate")
                    .with(PdfPages.RESOURCES, "Resources");
        }

        static PdfKind function(PdfKind kind) {
            return kind.with(COUNT, "FunctionType").with(NUMBERS, "Domain", "Range");
        }

        static PdfKind shaded(PdfKind kind) {
            return kind.with(COUNT, "ShadingType")
                    .with(COLOUR_SPACE, "ColorSpace")
                    .with(NUMBERS, "Background", "Domain", "Coords", "Matrix")
                    .with(RECTANGLE, "BBox")
                    .with(BOOLEAN, "AntiAlias")
                    .with(each(BOOLEAN), "Extend")
                    .with(FUNCTIONS, "Function");
        }
    }

    private static final Rule BLEND = names(
            "Normal",
            "Compatible",
            "Multiply",
            "Screen",
            "Overlay",
            "Darken",
            "Lighten",
            "ColorDodge",
            "ColorBurn",
            "HardLight",
            "SoftLight",
            "Difference",
            "Exclusion",
            "Hue",
            "Saturation",
            "Color",
            "Luminosity");

    /// A page's description may stand in several streams, which are one text; it is looked at as one.
    private static final PdfKind CONTENTS = PdfKind.of("a page's description", (walk, stream) -> {});

    static PdfKind resources() {
        return Kinds.RESOURCES;
    }

    /// A character that is drawn like a page.
    static PdfKind glyph() {
        return Kinds.GLYPH;
    }

    private static boolean node(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        if (!(walk.resolved(value) instanceof Dict dict)) {
            return false;
        }
        if (dict.is("Type", "Pages")) {
            return walk.look(Kinds.PAGES, value);
        }
        walk.page();
        return walk.look(Kinds.PAGE, value);
    }

    private static boolean contents(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        if (!any(kind(CONTENTS), each(kind(CONTENTS))).holds(walk, value)) {
            return false;
        }
        List<PdfObject> streams =
                walk.resolved(value) instanceof Array array ? array.items() : List.of(walk.resolved(value));
        PdfPageDescription.look(
                walk, streams.stream().map(item -> (Stream) walk.resolved(item)).toList());
        return true;
    }

    private static boolean external(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.resolved(value) instanceof Stream stream
                && walk.look(stream.dict().is("Subtype", "Form") ? Kinds.FORM : PdfPicture.KIND, value);
    }

    private static boolean pattern(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.look(walk.resolved(value) instanceof Stream ? Kinds.TILING : Kinds.SHADING_PATTERN, value);
    }

    private static boolean shading(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.look(walk.resolved(value) instanceof Stream ? Kinds.SHADING_STREAM : Kinds.SHADING, value);
    }

    static boolean function(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.look(walk.resolved(value) instanceof Stream ? Kinds.SAMPLED : Kinds.FUNCTION, value);
    }

    private static boolean colourSpaces(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        if (!(walk.resolved(value) instanceof Dict dict)) {
            return false;
        }
        for (var entry : dict.entries().entrySet()) {
            walk.step();
            boolean standard = entry.getKey().matches("Default(Gray|RGB|CMYK)");
            if (!standard && !PdfKind.isLabel(entry.getKey())) {
                walk.add("a label of its own among the colour spaces");
            }
            if (!COLOUR_SPACE.holds(walk, entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean dashes(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.resolved(value) instanceof Array array
                && array.items().size() == 2
                && NUMBERS.holds(walk, array.items().getFirst())
                && NUMBER.holds(walk, array.items().getLast());
    }

    private static boolean fontAndSize(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.resolved(value) instanceof Array array
                && array.items().size() == 2
                && PdfFonts.FONT.holds(walk, array.items().getFirst())
                && NUMBER.holds(walk, array.items().getLast());
    }

    private static boolean label(PdfObject value) {
        return value instanceof PdfObject.Name name && PdfKind.isLabel(name.value());
    }

    /// Two digests. Sixteen letters in a row would be no digest.
    private static boolean identifier(PdfWalk walk, PdfObject value) {
        return walk.resolved(value) instanceof Array array
                && array.items().size() == 2
                && array.items().stream()
                        .allMatch(item -> item instanceof Text text
                                && text.bytes().length() == 16
                                && !text.bytes().chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    }

    /// Unpacks what has no further form, so that it is at least whole and ends where it should.
    static void rest(PdfWalk walk, Stream stream) throws IOException, MalformedMediaException {
        try (PdfPacking content = walk.unpacked(stream)) {
            content.rest();
        }
    }

    static int whole(PdfObject value, int otherwise) {
        return value instanceof Num number && number.upTo(1 << 20) ? (int) number.value() : otherwise;
    }
}
