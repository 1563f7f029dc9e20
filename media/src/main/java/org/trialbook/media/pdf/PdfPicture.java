package org.trialbook.media.pdf;

import static org.trialbook.media.pdf.PdfKind.BOOLEAN;
import static org.trialbook.media.pdf.PdfKind.COUNT;
import static org.trialbook.media.pdf.PdfKind.NUMBERS;
import static org.trialbook.media.pdf.PdfKind.any;
import static org.trialbook.media.pdf.PdfKind.names;

import java.io.IOException;
import java.util.List;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Bool;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Stream;

/// Pictures on a page (ISO 32000-2, 8.9): as many pixels as they say, and nothing behind them.
final class PdfPicture {

    static final PdfKind KIND = PdfKind.of("a picture", PdfPicture::pixels)
            .with(names("XObject"), "Type")
            .with(names("Image"), "Subtype")
            .with(COUNT, "Width", "Height", "BitsPerComponent", "StructParent")
            .with(PdfColourSpace::holds, "ColorSpace")
            .with(BOOLEAN, "ImageMask", "Interpolate")
            .with(any(NUMBERS, (walk, value) -> walk.look(PdfPicture.KIND, value)), "Mask")
            .with((walk, value) -> walk.look(PdfPicture.KIND, value), "SMask")
            .with(NUMBERS, "Decode", "Matte")
            .with(names("AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"), "Intent")
            .with(
                    (walk, value) ->
                            walk.resolved(value) instanceof PdfObject.Name name && PdfKind.isLabel(name.value()),
                    "Name")
            .with(PdfPicture::filter, "Filter")
            .with(PdfPicture::parameters, "DecodeParms");

    private static final String JPEG = "DCTDecode";

    private static final PdfKind PARAMETERS = PdfKind.of("how a picture is packed")
            .with(COUNT, "Predictor", "Colors", "BitsPerComponent", "Columns", "ColorTransform");

    private PdfPicture() {}

    private static boolean filter(PdfWalk walk, PdfObject value) throws MalformedMediaException {
        List<String> filters = PdfPacking.filters(new Dict(java.util.Map.of("Filter", walk.resolved(value))));
        return filters.isEmpty() || filters.equals(List.of("FlateDecode")) || filters.equals(List.of(JPEG));
    }

    private static boolean parameters(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException {
        return any(
                        (w, v) -> w.resolved(v) instanceof PdfObject.Null,
                        PdfKind.kind(PARAMETERS),
                        PdfKind.each(any((w, v) -> w.resolved(v) instanceof PdfObject.Null, PdfKind.kind(PARAMETERS))))
                .holds(walk, value);
    }

    private static void pixels(PdfWalk walk, Stream stream) throws IOException, MalformedMediaException {
        Dict dict = stream.dict();
        if (!filter(walk, dict.get("Filter"))) {
            // Named already, with the entry.
            return;
        }
        int width = PdfPages.whole(walk.resolved(dict.get("Width")), 0);
        int height = PdfPages.whole(walk.resolved(dict.get("Height")), 0);
        if (PdfPacking.filters(dict).equals(List.of(JPEG))) {
            Jpeg.look(walk, walk.raw(stream), width, height);
            return;
        }
        boolean mask = walk.resolved(dict.get("ImageMask")) instanceof Bool is && is.value();
        int bits = mask ? 1 : PdfPages.whole(walk.resolved(dict.get("BitsPerComponent")), 0);
        int components = mask ? 1 : PdfColourSpace.components(walk, dict.get("ColorSpace"));
        long size = ((long) width * bits * components + 7) / 8 * height;
        long filters = predictors(walk, walk.resolved(dict.get("DecodeParms")), size);
        try (PdfPacking content = walk.unpacked(stream)) {
            long bytes = content.rest();
            // Of a colour space that was named already, the size is not known.
            if (components > 0 && bytes != size + filters) {
                walk.add("more or fewer bytes in a picture than it has pixels");
            }
        }
    }

    /// How many bytes say in which way a row was written, where rows are written as differences.
    private static long predictors(PdfWalk walk, PdfObject told, long size) {
        PdfObject first = told instanceof Array array && !array.items().isEmpty()
                ? walk.resolved(array.items().getFirst())
                : told;
        if (!(first instanceof Dict parameters) || PdfPages.whole(walk.resolved(parameters.get("Predictor")), 1) < 10) {
            return 0;
        }
        long row = ((long) PdfPages.whole(walk.resolved(parameters.get("Columns")), 1)
                                * PdfPages.whole(walk.resolved(parameters.get("Colors")), 1)
                                * PdfPages.whole(walk.resolved(parameters.get("BitsPerComponent")), 8)
                        + 7)
                / 8;
        return row > 0 ? (size + row - 1) / row : 0;
    }
}
