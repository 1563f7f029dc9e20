package org.trialbook.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells what a redacted bundle withholds, by another bundle of the same log that shows it: the only way to
/// see that not too much is withheld. The answer means something only for bundles that were verified and
/// compared.
public final class WithheldTypes {

    /// This is far more types than there are. Beyond it, all others are counted as one.
    static final int MAX_TYPES = 1_000;

    /// This is not the name of any type, since each of those has a namespace.
    static final String OTHERS = "others";

    private WithheldTypes() {}

    /// @return how many events of which type the one bundle withholds and the other one shows, as far as both
    ///     go
    /// @throws UnreadableBundleException if one of the files is no bundle
    public static SortedMap<String, Long> of(Path redacted, Path showing) throws UnreadableBundleException {
        try (BundleZip a = BundleZip.open(redacted);
                BundleZip b = BundleZip.open(showing);
                InputStream withheld = lines(a);
                InputStream shown = lines(b)) {
            return count(new LineReader(withheld), new LineReader(shown));
        } catch (IOException unreadable) {
            throw new UnreadableBundleException(
                    redacted + " and " + showing + " can't be compared: " + unreadable.getMessage(), unreadable);
        }
    }

    private static InputStream lines(BundleZip zip) throws IOException {
        return new BufferedInputStream(zip.read(BundleEntries.LINES), 1 << 16);
    }

    private static SortedMap<String, Long> count(LineReader withheld, LineReader shown) throws IOException {
        SortedMap<String, Long> types = new TreeMap<>(CodePointOrder.INSTANCE);
        LineScan scan = new LineScan();
        while (withheld.next() && shown.next()) {
            if (isWithheld(withheld) && !isWithheld(shown)) {
                String type = type(scan, shown);
                types.merge(types.size() < MAX_TYPES || types.containsKey(type) ? type : OTHERS, 1L, Long::sum);
            }
        }
        return types;
    }

    private static boolean isWithheld(LineReader line) {
        return WithheldLine.position(line.buffer(), line.from(), line.length()) >= 0;
    }

    private static String type(LineScan scan, LineReader line) {
        try {
            scan.check(line.buffer(), line.from(), line.length());
            return scan.type();
        } catch (MalformedLineException damaged) {
            return OTHERS;
        }
    }
}
