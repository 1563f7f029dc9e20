package org.trialbook.verify;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Finding;

/// The result for a person: what was proved, in sentences with numbers, or what is wrong and from where on.
final class TextReport {

    private final String file;
    private final BundleReport report;

    TextReport(String file, BundleReport report) {
        this.file = file;
        this.report = report;
    }

    void printTo(PrintWriter out) {
        if (report.sound()) {
            printProof(out);
        } else {
            printFindings(out);
        }
    }

    private void printProof(PrintWriter out) {
        BundleManifest manifest = Objects.requireNonNull(report.manifest(), "a sound bundle has a manifest");
        Checkpoint checkpoint = Objects.requireNonNull(report.checkpoint(), "a sound bundle has a checkpoint");
        line(
                out,
                "bundle",
                "%s, %s, log %s, made %s",
                file,
                manifest.study() == null ? "all studies" : "study " + manifest.study(),
                checkpoint.origin(),
                manifest.created());
        if (report.lines() > 0) {
            line(
                    out,
                    "lines",
                    "%,d events in %,d bytes: all well-formed, positions 0 to %d without a gap",
                    report.lines(),
                    report.lineBytes(),
                    report.lines() - 1);
            line(
                    out,
                    "time",
                    "recorded from %s to %s, never going back",
                    report.firstRecorded(),
                    report.lastRecorded());
        }
        line(out, "tree", "every line has its leaf, and the %,d leaves give the signed root", checkpoint.size());
        line(
                out,
                "signature",
                "checkpoint of size %d signed by %s: %s",
                checkpoint.size(),
                report.key(),
                report.pinned() ? "the pinned key" : "key taken from the bundle, not pinned");
        if (report.earlierCheckpoints() > 0) {
            line(
                    out,
                    "history",
                    "%,d earlier checkpoints are beginnings of the same tree",
                    report.earlierCheckpoints());
        }
        line(
                out,
                "files",
                "all %,d have the SHA-256 that the manifest states, %,d of them study protocols; nothing else is inside",
                manifest.entries().size(),
                report.protocols());
        if (!report.pinned()) {
            line(out, "caution", "without --key this proves that the bundle agrees with itself, not who made it");
        }
        String to = checkpoint.size() == 0 ? "the empty log" : "#" + (checkpoint.size() - 1);
        out.println("verified to " + to + ", root " + checkpoint.root().base64());
    }

    private void printFindings(PrintWriter out) {
        out.println(printable(file) + " is NOT sound: " + report.findings().size() + " findings");
        for (Finding finding : report.findings()) {
            String place =
                    finding.position().isPresent() ? "#" + finding.position().getAsLong() : "-";
            out.println(String.format(
                    Locale.ROOT, "  %-8s %-21s %s", place, finding.code(), printable(finding.evidence())));
        }
        if (!report.complete()) {
            out.println("not everything was read");
        }
        if (!report.pinned()) {
            out.println("key taken from the bundle, not pinned");
        }
        out.println(
                report.firstBadPosition().isPresent()
                        ? "first bad position #" + report.firstBadPosition().getAsLong()
                        : "no event is concerned, but the bundle is not as it was made");
    }

    private static void line(PrintWriter out, String about, String format, @Nullable Object... values) {
        out.println(
                String.format(Locale.ROOT, "%-10s ", about) + printable(String.format(Locale.ROOT, format, values)));
    }

    /// What stands in a bundle must not steer the terminal of whoever inspects it.
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format(Locale.ROOT, "<%04X>", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
