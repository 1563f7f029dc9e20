package org.trialbook.media.png;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.media.CorpusFile;
import org.trialbook.media.Pdf;

/// PNGs with something in each place where a PNG can say something, and PNGs of other shapes that say nothing.
public final class PngCorpus {

    private final List<CorpusFile> files = new ArrayList<>();

    private PngCorpus() {}

    public static List<CorpusFile> files() {
        PngCorpus corpus = new PngCorpus();
        corpus.harmless();
        corpus.chunks();
        corpus.pixels();
        return corpus.files;
    }

    private void add(String name, byte[] bytes, String verdict) {
        files.add(new CorpusFile("png: " + name, bytes, verdict));
    }

    private void harmless() {
        add("grey", Png.grey().pixels().ended(), "taken");
        add("one bit", Png.of(9, 1, 1, 0, 0).pixels("\0ab").ended(), "taken");
        add("colours", Png.of(1, 1, 8, 2, 0).pixels("\0abc").ended(), "taken");
        add(
                "colours of sixteen bits with alpha",
                Png.of(1, 1, 16, 6, 0).pixels("\0abcdefgh").ended(),
                "taken");
        add("grey with alpha", Png.of(1, 1, 8, 4, 0).pixels("\1ab").ended(), "taken");
        add(
                "a palette",
                Png.of(1, 1, 1, 3, 0).chunk("PLTE", "abcdef").pixels("\0\0").ended(),
                "taken");
        add(
                "a palette with transparency",
                Png.of(1, 1, 1, 3, 0)
                        .chunk("PLTE", "abcdef")
                        .chunk("tRNS", "a")
                        .pixels("\0\0")
                        .ended(),
                "taken");
        add("interlaced", Png.of(2, 2, 8, 0, 1).pixels("\0a\0b\0cd").ended(), "taken");
        add("gamma", Png.grey().chunk("gAMA", "\0\0\u00b1\u008f").pixels().ended(), "taken");
        add("sRGB", Png.grey().chunk("sRGB", "\0").pixels().ended(), "taken");
        add(
                "size of pixels",
                Png.grey()
                        .chunk("pHYs", "\0\0\u000b\u0013\0\0\u000b\u0013\1")
                        .pixels()
                        .ended(),
                "taken");
        String packed = Pdf.packed("\0ab\0cd");
        add(
                "pixels in two chunks",
                Png.grey()
                        .chunk("IDAT", packed.substring(0, 5))
                        .chunk("IDAT", packed.substring(5))
                        .ended(),
                "taken");
    }

    private void chunks() {
        for (String type : List.of(
                "tEXt", "iTXt", "zTXt", "eXIf", "tIME", "iCCP", "sBIT", "bKGD", "hIST", "sPLT", "acTL", "caBX")) {
            add(type, Png.grey().chunk(type, "Author\0Erika").pixels().ended(), "chunk " + type);
        }
        add("a chunk of its own", Png.grey().chunk("erIk", "Muster").pixels().ended(), "a chunk of its own");
        add(
                "a palette without need",
                Png.of(1, 1, 8, 2, 0)
                        .chunk("PLTE", "ErikaMuster!")
                        .pixels("\0abc")
                        .ended(),
                "chunk PLTE, which does not fit the picture");
        add(
                "transparency of another length",
                Png.grey().chunk("tRNS", "Erika!").pixels().ended(),
                "chunk tRNS, which does not fit the picture");
        add(
                "transparency beyond the bits",
                Png.grey().chunk("tRNS", "Er").pixels().ended(),
                "chunk tRNS, with values that no picture has");
        add(
                "a gamma that is a word",
                Png.grey().chunk("gAMA", "Erik").pixels().ended(),
                "chunk gAMA, with values that no picture has");
        add(
                "a gamma of another length",
                Png.grey().chunk("gAMA", "Erika").pixels().ended(),
                "chunk gAMA, which does not fit the picture");
        add(
                "colours that are words",
                Png.grey()
                        .chunk("cHRM", "Erika Muster, 12.03.1951, BVP !!")
                        .pixels()
                        .ended(),
                "chunk cHRM, with values that no picture has");
        add(
                "a size that is a word",
                Png.grey().chunk("pHYs", "ErikMust\1").pixels().ended(),
                "chunk pHYs, with values that no picture has");
        add(
                "sRGB that is a letter",
                Png.grey().chunk("sRGB", "E").pixels().ended(),
                "chunk sRGB, with values that no picture has");
        add(
                "a gamma twice",
                Png.grey()
                        .chunk("gAMA", "\0\0\u00b1\u008f")
                        .chunk("gAMA", "\0\0\u00b1\u008f")
                        .pixels()
                        .ended(),
                "chunk gAMA a second time");
        add(
                "a gamma after the pixels",
                Png.grey().pixels().chunk("gAMA", "\0\0\u00b1\u008f").ended(),
                "chunk gAMA after the pixels");
        add("words after the end", concat(Png.grey().pixels().ended(), "Erika Muster"), "something after the end");
    }

    private void pixels() {
        add(
                "words behind the pixels",
                Png.grey().chunk("IDAT", Pdf.packed("\0ab\0cd") + "Erika").ended(),
                "something after the pixels");
        add("rows too many", Png.grey().pixels("\0ab\0cd\0Er\0ik").ended(), "more pixels than the header says");
        add("rows too few", Png.grey().pixels("\0ab").ended(), "malformed");
        add("a filter of its own", Png.grey().pixels("Eab\0cd").ended(), "malformed");
        add("no pixels", Png.grey().ended(), "malformed");
        add("no palette", Png.of(1, 1, 1, 3, 0).pixels("\0\0").ended(), "malformed");
        add("an impossible colour type", Png.of(1, 1, 8, 7, 0).pixels("\0a").ended(), "malformed");
        add("an impossible depth", Png.of(1, 1, 4, 2, 0).pixels("\0a").ended(), "malformed");
        add("no width", Png.of(0, 1, 8, 0, 0).pixels("\0").ended(), "malformed");
        add("a huge width", Png.of(Integer.MAX_VALUE, 1, 8, 0, 0).pixels("\0").ended(), "malformed");
        add("an impossible interlacing", Png.of(1, 1, 8, 0, 9).pixels("\0a").ended(), "malformed");
        add(
                "a palette too large",
                Png.of(1, 1, 1, 3, 0)
                        .chunk("PLTE", "abcdefErika!")
                        .pixels("\0\0")
                        .ended(),
                "malformed");
        add("pixels apart", Png.grey().pixels().chunk("tEXt", "a").pixels().ended(), "malformed");
        add("no end", Png.grey().pixels().bytes(), "malformed");
    }

    private static byte[] concat(byte[] file, String after) {
        byte[] both = java.util.Arrays.copyOf(file, file.length + after.length());
        for (int i = 0; i < after.length(); i++) {
            both[file.length + i] = (byte) after.charAt(i);
        }
        return both;
    }
}
