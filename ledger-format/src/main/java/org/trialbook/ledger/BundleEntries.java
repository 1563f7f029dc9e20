package org.trialbook.ledger;

/// The names of the files in a bundle.
final class BundleEntries {

    static final String LINES = "lines.jsonl";
    static final String LEAVES = "leaves";
    static final String CHECKPOINT = "checkpoint";
    static final String KEY = "key.vkey";
    static final String MANIFEST = "manifest.json";

    /// Earlier checkpoints, each named after its size.
    static final String CHECKPOINTS = "checkpoints/";

    /// Study protocols, each named after its version.
    static final String PROTOCOLS = "protocols/";

    /// More than this a verifier does not read.
    static final int MOST = 10_000;

    private BundleEntries() {}

    static String ofEarlier(Checkpoint checkpoint) {
        return CHECKPOINTS + checkpoint.size();
    }

    static String ofProtocol(String version) {
        return PROTOCOLS + ProtocolName.of(version) + ".yaml";
    }

    /// Whether a verifier reads the whole file at once, and only up to a certain length.
    static boolean small(String name) {
        return !name.equals(LINES) && !name.equals(LEAVES);
    }

    static boolean known(String name) {
        return switch (name) {
            case LINES, LEAVES, CHECKPOINT, KEY, MANIFEST -> true;
            default ->
                name.matches("checkpoints/(0|[1-9][0-9]{0,18})")
                        || name.matches("protocols/[A-Za-z0-9][A-Za-z0-9._-]*\\.yaml");
        };
    }
}
