package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// How a version of the study protocol is called among the files of a bundle: by itself where it can be a file's
/// name everywhere, else by its SHA-256, which is longer than any version that names itself.
public final class ProtocolName {

    /// The form of a version that names its own file.
    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private ProtocolName() {}

    /// The file of a bundle that holds the protocol of this version.
    public static String file(String version) {
        return BundleEntries.ofProtocol(version);
    }

    /// The name without its ending `.yaml`: the version, or `sha256-` and 64 hexadecimal digits.
    public static String of(String version) {
        if (FORM.matcher(version).matches()) {
            return version;
        }
        MessageDigest digest = Sha256.digest();
        digest.update(version.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + HexFormat.of().formatHex(digest.digest());
    }
}
