package org.trialbook.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Tells from which position on two bundles of one log differ, by their leaf hashes. These mean something
/// only in bundles that were verified.
public final class BundleAgainstBundle {

    private BundleAgainstBundle() {}

    /// @return a [Finding.Fork] at the first event that differs, a [Finding.Rollback] if the newer bundle
    ///     ends where the older one goes on, and nothing if the newer one continues the older one
    /// @throws UnreadableBundleException if one of the files is no bundle
    public static Optional<Finding> of(Path older, Path newer) throws UnreadableBundleException {
        try (BundleZip a = BundleZip.open(older);
                BundleZip b = BundleZip.open(newer);
                InputStream before = leaves(a);
                InputStream now = leaves(b)) {
            return compare(before, now);
        } catch (IOException unreadable) {
            throw new UnreadableBundleException(
                    older + " and " + newer + " can't be compared: " + unreadable.getMessage(), unreadable);
        }
    }

    private static InputStream leaves(BundleZip zip) throws IOException {
        return new BufferedInputStream(zip.read(BundleEntries.LEAVES), 1 << 16);
    }

    private static Optional<Finding> compare(InputStream before, InputStream now) throws IOException {
        byte[] a = new byte[TreeHash.BYTES];
        byte[] b = new byte[TreeHash.BYTES];
        long position = 0;
        while (before.readNBytes(a, 0, a.length) == a.length) {
            if (now.readNBytes(b, 0, b.length) < b.length) {
                long size = position + 1;
                while (before.readNBytes(a, 0, a.length) == a.length) {
                    size++;
                }
                return Optional.of(new Finding.Rollback(position, size));
            }
            if (!Arrays.equals(a, b)) {
                return Optional.of(new Finding.Fork(position, position + 1, TreeHash.of(a), TreeHash.of(b)));
            }
            position++;
        }
        return Optional.empty();
    }
}
