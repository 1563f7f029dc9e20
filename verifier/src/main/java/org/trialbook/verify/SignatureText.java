package org.trialbook.verify;

import java.io.PrintWriter;
import java.util.Locale;
import org.trialbook.verify.signatures.SignatureFinding;
import org.trialbook.verify.signatures.SignatureReport;

/// The result of `verify --signatures` for a person.
final class SignatureText {

    private SignatureText() {}

    static void print(SignatureReport report, PrintWriter out) {
        if (report.sound()) {
            out.println(String.format(
                    Locale.ROOT,
                    "signatures: each of %,d is of the events that it names, under %,d forms",
                    report.signatures(),
                    report.forms()));
            return;
        }
        int count = report.findings().size();
        out.println("the signatures are NOT of what they name: " + count + (count == 1 ? " finding" : " findings"));
        for (SignatureFinding finding : report.findings()) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-8s %-26s %s",
                    "#" + finding.position(),
                    finding.code(),
                    TextReport.printable(finding.evidence())));
        }
    }
}
