package org.trialbook.verify.signatures;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectEvent;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.ledger.UnreadableBundleException;
import tools.jackson.core.JacksonException;

/// Shows the events of a bundle that has been verified to the check of its signatures. Of a redacted bundle the leaf
/// hashes of what is withheld are there, and what is signed is not among it.
public final class SignatureCheck {
    private static final String LINES = "lines.jsonl";
    private static final String LEAVES = "leaves";
    private static final String WITHHELD = "{\"withheld\":";

    private SignatureCheck() {}

    /// @param bundle sound: its lines have its leaf hashes
    /// @param manifest what the bundle says of itself: its study's events are looked at, and no others
    public static SignatureReport of(Path bundle, @Nullable BundleManifest manifest)
            throws IOException, UnreadableBundleException {
        String study = manifest == null ? null : manifest.study();
        SignedForms forms = new SignedForms();
        try (BundleZip zip = BundleZip.open(bundle);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(zip.read(LINES), StandardCharsets.UTF_8));
                DataInputStream leaves = new DataInputStream(zip.read(LEAVES))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String leaf = TreeHash.of(leaves.readNBytes(TreeHash.BYTES)).hex();
                if (line.startsWith(WITHHELD)) {
                    forms.withheld(leaf);
                } else {
                    take(EventLine.parse(line.getBytes(StandardCharsets.UTF_8)), leaf, study, forms);
                }
            }
        } catch (IllegalArgumentException changed) {
            // Its lines were sound when they were verified.
            throw new IOException(bundle + ": it was changed while it was read", changed);
        }
        return forms.report();
    }

    private static void take(EventLine line, String leaf, @Nullable String study, SignedForms forms) {
        Class<?> type = EventTypes.classOf(line.type(), line.version());
        if (type == null || !SubjectEvent.class.isAssignableFrom(type) || !Objects.equals(line.study(), study)) {
            return;
        }
        try {
            if (EventJson.read(line.type(), line.version(), line.payload()) instanceof SubjectEvent event) {
                forms.next(line.position(), leaf, event);
            }
        } catch (JacksonException | IllegalArgumentException unreadable) {
            forms.unreadable(line.position(), line.type(), String.valueOf(unreadable.getMessage()));
        }
    }
}
