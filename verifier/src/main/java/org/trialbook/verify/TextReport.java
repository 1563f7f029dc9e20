package org.trialbook.verify;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.KeyHistory;
import org.trialbook.ledger.NoteVerifier;

/// The result for a person: what was proved, in sentences with numbers, or what is wrong and from where
/// on.
final class TextReport {

    private static final int MOST_SHOWN = 1_000;

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
        printPractice(out);
        BundleManifest manifest = report.manifest();
        Checkpoint checkpoint = Objects.requireNonNull(report.checkpoint(), "a sound record has a checkpoint");
        if (manifest == null) {
            line(out, "server", "%s, log %s", file, checkpoint.origin());
        } else {
            line(
                    out,
                    "bundle",
                    "%s%s, %s, log %s, made %s",
                    file,
                    manifest.withheld() == null ? "" : ", redacted",
                    "study " + manifest.study(),
                    checkpoint.origin(),
                    manifest.created());
        }
        if (report.lines() > 0) {
            line(
                    out,
                    "lines",
                    "%,d events in %,d bytes: all well-formed, positions 0 to %d without a gap",
                    report.lines(),
                    report.lineBytes(),
                    report.lines() - 1);
            printWithheld(out);
        }
        if (report.firstRecorded() != null) {
            line(
                    out,
                    "time",
                    "recorded from %s to %s, never going back",
                    report.firstRecorded(),
                    report.lastRecorded());
        }
        line(
                out,
                "tree",
                "every line%s has its leaf, and the %,d leaves give the signed root",
                report.withheld() > 0 ? " that is shown" : "",
                checkpoint.size());
        line(
                out,
                "signature",
                "checkpoint of size %d signed by %s: %s",
                checkpoint.size(),
                signer(checkpoint),
                trustIn(signer(checkpoint)));
        for (KeyHistory.KeyEpoch epoch : report.keys().subList(1, report.keys().size())) {
            line(out, "key change", "with #%d to %s, signed by its predecessor", epoch.fromSize() - 1, epoch.key());
        }
        for (Cosignature cosignature : report.cosignatures()) {
            line(out, "witness", "cosigned at %s by %s", cosignature.time(), cosignature.witness());
        }
        if (report.earlierCheckpoints() > 0) {
            line(
                    out,
                    "history",
                    "%,d earlier checkpoints are beginnings of the same tree",
                    report.earlierCheckpoints());
        }
        if (manifest != null) {
            line(
                    out,
                    "files",
                    "all %,d have the SHA-256 that the manifest states, %,d of them study protocols; nothing else is"
                            + " inside",
                    manifest.entries().size(),
                    report.protocols());
        }
        if (report.pinnedFrom() > 0) {
            line(
                    out,
                    "caution",
                    "the pinned key is in force from #%d on: it vouches for every line, but that earlier checkpoints"
                            + " were rightly signed rests on keys that the record itself names",
                    report.pinnedFrom() - 1);
        }
        if (!report.pinned()) {
            line(out, "caution", "without --key this proves that the bundle agrees with itself, not who made it");
        }
        String to = checkpoint.size() == 0 ? "the empty log" : "#" + (checkpoint.size() - 1);
        out.println("verified to " + to + ", root " + checkpoint.root().base64()
                + (report.withheld() > 0 ? String.format(Locale.ROOT, ", %,d withheld", report.withheld()) : ""));
    }

    /// Nobody must take what was tried out for a trial.
    private void printPractice(PrintWriter out) {
        if (report.practice()) {
            line(out, "practice", "this study is only for practice: nothing in it is of a patient, or counts");
        }
    }

    /// Whoever reads the report must not take a redacted record for a complete one.
    private void printWithheld(PrintWriter out) {
        if (report.withheld() > 0) {
            line(
                    out,
                    "withheld",
                    "%,d of these events: their leaf hashes are in the tree, what they say is not in the bundle",
                    report.withheld());
        }
    }

    /// The key in force at the size of the checkpoint, which has signed it.
    private @Nullable NoteVerifier signer(Checkpoint checkpoint) {
        return report.keys().stream()
                .filter(epoch -> epoch.fromSize() <= checkpoint.size())
                .reduce((earlier, later) -> later)
                .map(KeyHistory.KeyEpoch::key)
                .orElse(report.key());
    }

    private String trustIn(@Nullable NoteVerifier signer) {
        String whose =
                Objects.equals(signer, report.key()) ? "the pinned key" : "to which the pinned key was handed over";
        return report.pinned() ? whose : "key taken from the bundle, not pinned";
    }

    /// A verdict and what it rests on.
    static void printFindings(String verdict, List<Finding> findings, PrintWriter out) {
        out.println(printable(verdict) + ": " + findings.size() + (findings.size() == 1 ? " finding" : " findings"));
        for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_SHOWN))) {
            String place =
                    finding.position().isPresent() ? "#" + finding.position().getAsLong() : "-";
            out.println(String.format(
                    Locale.ROOT, "  %-8s %-21s %s", place, finding.code(), printable(finding.evidence())));
        }
        if (findings.size() > MOST_SHOWN) {
            out.println("  and " + (findings.size() - MOST_SHOWN) + " more, which --json tells");
        }
    }

    private void printFindings(PrintWriter out) {
        printFindings(file + " is NOT sound", report.findings(), out);
        printPractice(out);
        if (!report.complete()) {
            out.println("not everything was read");
        }
        if (!report.pinned()) {
            out.println("key taken from the bundle, not pinned");
        }
        out.println(
                report.firstBadPosition().isPresent()
                        ? "first bad position #" + report.firstBadPosition().getAsLong()
                        : "no position is bad, but the record is not as it has to be");
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
