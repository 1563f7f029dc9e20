package org.trialbook.media.pdf;

import static org.trialbook.media.pdf.PdfKind.NUMBER;
import static org.trialbook.media.pdf.PdfKind.NUMBERS;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Text;

/// Colour spaces (ISO 32000-2, 8.6) that say no more than how numbers are colours. A profile has a description, a
/// date and a maker's own entries, and is named.
final class PdfColourSpace {

    private static final Map<String, Integer> DEVICE = Map.of(
            "DeviceGray",
            1,
            "DeviceRGB",
            3,
            "DeviceCMYK",
            4,
            "Pattern",
            0,
            "CalGray",
            1,
            "CalRGB",
            3,
            "Lab",
            3,
            "G",
            1,
            "RGB",
            3,
            "CMYK",
            4);
    private static final Set<String> INKS = Set.of("All", "None", "Black", "Cyan", "Magenta", "Yellow");

    private static final PdfKind CALIBRATED = PdfKind.of("a colour space")
            .with(NUMBERS, "WhitePoint", "BlackPoint", "Matrix", "Range")
            .with(PdfKind.any(NUMBER, NUMBERS), "Gamma");
    private static final PdfKind TABLE = PdfKind.of("a table of colours", (walk, stream) -> {});

    private PdfColourSpace() {}

    static boolean holds(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return walk.deeper(() -> isOne(walk, value));
    }

    private static boolean isOne(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        PdfObject space = walk.resolved(value);
        if (space instanceof Name name) {
            return DEVICE.containsKey(name.value());
        }
        if (!(space instanceof Array array)
                || array.items().isEmpty()
                || !(walk.resolved(array.items().getFirst()) instanceof Name family)) {
            return false;
        }
        List<PdfObject> items = array.items();
        return switch (family.value()) {
            case "DeviceGray", "DeviceRGB", "DeviceCMYK" -> items.size() == 1;
            case "CalGray", "CalRGB", "Lab" -> items.size() == 2 && walk.look(CALIBRATED, items.get(1));
            case "Pattern" -> items.size() == 1 || items.size() == 2 && holds(walk, items.get(1));
            case "Indexed", "I" -> items.size() == 4 && indexed(walk, items);
            case "Separation" ->
                items.size() == 4
                        && walk.resolved(items.get(1)) instanceof Name ink
                        && INKS.contains(ink.value())
                        && holds(walk, items.get(2))
                        && PdfPages.function(walk, items.get(3));
            case "ICCBased" -> {
                walk.add("a colour profile");
                walk.reach(value);
                yield true;
            }
            default -> false;
        };
    }

    /// A table has as many colours as it says and not a byte more.
    private static boolean indexed(PdfWalk walk, List<PdfObject> items) throws IOException, MalformedMediaException {
        int highest = PdfPages.whole(walk.resolved(items.get(2)), -1);
        int wanted = (highest + 1) * components(walk, items.get(1));
        if (!holds(walk, items.get(1)) || highest < 0 || highest > 255) {
            return false;
        }
        PdfObject table = walk.resolved(items.get(3));
        if (table instanceof Text text) {
            return text.bytes().length() == wanted;
        }
        if (!(table instanceof Stream stream) || !walk.look(TABLE, items.get(3))) {
            return false;
        }
        try (PdfPacking content = walk.unpacked(stream)) {
            return content.rest() == wanted;
        }
    }

    /// How many numbers a colour is; 0 for a space that pictures cannot have.
    static int components(PdfWalk walk, PdfObject value) {
        PdfObject space = walk.resolved(value);
        if (space instanceof Name name) {
            return DEVICE.getOrDefault(name.value(), 0);
        }
        if (space instanceof Array array
                && !array.items().isEmpty()
                && walk.resolved(array.items().getFirst()) instanceof Name family) {
            return Set.of("Indexed", "I", "Separation").contains(family.value())
                    ? 1
                    : DEVICE.getOrDefault(family.value(), 0);
        }
        return 0;
    }
}
