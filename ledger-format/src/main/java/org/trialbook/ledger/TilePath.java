package org.trialbook.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a piece of the log lies below the log's address, after C2SP tlog-tiles: `tile/<level>/<index>` for hashes
/// and `tile/entries/<index>` for lines, with `.p/<width>` behind it while the piece is not full.
///
/// @param level 0 for leaf hashes, one more for each 8 levels of the tree up to 63; [#ENTRIES] for lines
/// @param index from the left, among the pieces of its level
/// @param width how many hashes or lines, 1 to 256
public record TilePath(int level, long index, int width) {

    /// Stands for the level of a bundle of lines.
    public static final int ENTRIES = -1;

    public static final int FULL = 256;

    /// Two to this power is [#FULL].
    static final int HEIGHT = 8;

    private static final int MAX_LEVEL = 63;

    /// A path of seven groups names more pieces than a tree of 2^63 leaves has.
    private static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /// @throws IllegalArgumentException if no path can say that
    public TilePath {
        if (level < ENTRIES || level > MAX_LEVEL) {
            throw new IllegalArgumentException("a tile's level is 0 to " + MAX_LEVEL + ", not " + level);
        }
        if (index < 0) {
            throw new IllegalArgumentException("a tile's index is not negative: " + index);
        }
        if (width < 1 || width > FULL) {
            throw new IllegalArgumentException("a tile's width is 1 to " + FULL + ", not " + width);
        }
    }

    /// A full tile of hashes.
    public static TilePath of(int level, long index) {
        return new TilePath(level, index, FULL);
    }

    /// The piece at that place of a tree of that size: full, or as wide as the tree has hashes for it.
    ///
    /// @throws IllegalArgumentException if the tree has nothing there
    public static TilePath of(int level, long index, long size) {
        long rows = rows(level, size);
        long rest = index < 0 || index > rows / FULL ? 0 : rows - index * FULL;
        return new TilePath(level, index, (int) Math.min(rest, FULL));
    }

    public boolean isEntries() {
        return level == ENTRIES;
    }

    public boolean isFull() {
        return width == FULL;
    }

    /// Whether a tree of that size has all of this.
    public boolean isCoveredBy(long size) {
        long rows = rows(level, size);
        return index < rows / FULL || (index == rows / FULL && width <= rows % FULL);
    }

    /// How many hashes of that level a tree of that size has.
    private static long rows(int level, long size) {
        int shift = HEIGHT * Math.max(level, 0);
        return shift >= Long.SIZE ? 0 : size >>> shift;
    }

    /// The path, without a slash in front.
    public String format() {
        StringBuilder groups = new StringBuilder(group(index));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            groups.insert(0, 'x' + group(rest) + '/');
        }
        return "tile/" + (isEntries() ? "entries" : level) + '/' + groups + (isFull() ? "" : ".p/" + width);
    }

    /// The last three decimal digits, with zeroes in front.
    private static String group(long number) {
        return Long.toString(1000 + number % 1000).substring(1);
    }

    /// Reads a path, without a slash in front.
    ///
    /// @throws IllegalArgumentException if it is not what [#format] writes
    public static TilePath parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the path of a tile: tile/<level or 'entries'>/<index>[.p/<width>]");
        }
        TilePath tile;
        try {
            tile = new TilePath(
                    parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1)),
                    Long.parseLong(parts.group(2).replace("x", "").replace("/", "")),
                    parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3)));
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException("a tile's index is below 2^63", tooLarge);
        }
        if (!tile.format().equals(path)) {
            throw new IllegalArgumentException("the path of that tile is written " + tile.format());
        }
        return tile;
    }
}
