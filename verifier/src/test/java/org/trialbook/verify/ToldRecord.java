package org.trialbook.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;
import org.trialbook.verify.attack.OpenedBundle;

/// A record whose operator says something else in it: leaf hashes, roots and signatures fit what is said.
final class ToldRecord {

    final OpenedBundle bundle;
    private final NoteSigner key;

    ToldRecord(NoteSigner key) throws IOException {
        this.key = key;
        this.bundle = OpenedBundle.sound(key);
    }

    ToldRecord says(int position, String type, String payload) {
        return says(position, type, "HOT-CRT", payload);
    }

    ToldRecord says(int position, String type, String study, String payload) {
        bundle.say(position, "trialbook." + type, "1", study, payload);
        return this;
    }

    ToldRecord withholds(int... positions) {
        bundle.hashAgain();
        bundle.redacted = true;
        bundle.withhold(positions);
        return this;
    }

    Path writeTo(Path file) throws IOException {
        bundle.hashAgain();
        for (int size : new int[] {4, 8, OpenedBundle.EVENTS}) {
            bundle.sign(size, key);
        }
        return bundle.writeTo(file);
    }

    /// What is found in it, each as `code@position`, or `code` where it has none.
    List<String> findings(Path file) throws IOException, UnreadableBundleException {
        BundleReport report =
                RecordVerification.ofBundle(writeTo(file), TrustAnchors.in(key.verifier()), Progress.UNTOLD);
        return report.findings().stream()
                .map(finding -> finding.code()
                        + (finding.position().isPresent()
                                ? "@" + finding.position().getAsLong()
                                : ""))
                .toList();
    }
}
