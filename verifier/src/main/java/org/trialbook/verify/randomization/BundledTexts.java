package org.trialbook.verify.randomization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.UnreadableBundleException;

/// The protocols of a bundle that was verified, by their hashes: those that stand beside its lines are among them.
public final class BundledTexts implements TextsBesideTheLog.Source {

    private static final String FOLDER = "protocols/";
    private static final int MOST = 4 << 20;

    private final Path bundle;
    private final Map<String, String> names = new HashMap<>();

    private BundledTexts(Path bundle) {
        this.bundle = bundle;
    }

    /// @throws IOException when the bundle cannot be read
    /// @throws UnreadableBundleException when it is none
    public static TextsBesideTheLog.Asked of(Path bundle) throws IOException, UnreadableBundleException {
        BundledTexts texts = new BundledTexts(bundle);
        try (BundleZip zip = BundleZip.open(bundle)) {
            for (String name : zip.names()) {
                if (name.startsWith(FOLDER)) {
                    try (InputStream in = zip.read(name)) {
                        MessageDigest digest = Sha256.digest();
                        digest.update(in.readNBytes(MOST));
                        texts.names.put(HexFormat.of().formatHex(digest.digest()), name);
                    }
                }
            }
        }
        return TextsBesideTheLog.in(texts);
    }

    @Override
    public Optional<String> find(String sha256) {
        String name = names.get(sha256);
        if (name == null) {
            return Optional.empty();
        }
        try (BundleZip zip = BundleZip.open(bundle);
                InputStream in = zip.read(name)) {
            return Optional.of(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
        } catch (UnreadableBundleException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
