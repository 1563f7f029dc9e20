package org.trialbook.verify;

import java.io.PrintWriter;
import java.util.Locale;
import org.trialbook.protocol.Allocation;
import org.trialbook.verify.randomization.AllocationFinding;
import org.trialbook.verify.randomization.RandomizationReport;

/// The result of `verify --randomization` for a person.
final class RandomizationText {

    private RandomizationText() {}

    /// @param opened whether the sealed arms were compared too
    static void print(RandomizationReport report, boolean opened, PrintWriter out) {
        if (report.sound() && report.method().isEmpty()) {
            out.println("nobody was randomized, and no protocol was published");
            return;
        }
        if (report.sound()) {
            out.println(String.format(
                    Locale.ROOT,
                    "randomized by %s: the arms of %,d subjects follow in order from the %s%s",
                    report.method(),
                    report.subjects(),
                    report.method().equals(Allocation.PREPARED_LIST)
                            ? "list to which the protocol had committed"
                            : "shares that both parties had committed to",
                    opened ? ", and are those that were sealed" : ""));
            return;
        }
        int count = report.findings().size();
        out.println("the randomization is NOT as promised: " + count + (count == 1 ? " finding" : " findings"));
        for (AllocationFinding finding : report.findings()) {
            String place =
                    finding.position().isPresent() ? "#" + finding.position().getAsLong() : "-";
            out.println(String.format(
                    Locale.ROOT, "  %-8s %-21s %s", place, finding.code(), TextReport.printable(finding.evidence())));
        }
        if (!report.recomputed()) {
            out.println("the arms were not recomputed");
        }
    }
}
