package org.trialbook.verify;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.Json;
import org.trialbook.verify.randomization.RandomizationReport;
import org.trialbook.verify.signatures.SignatureReport;

/// The result for a script: one JSON object on one line.
final class JsonReport {

    private JsonReport() {}

    /// @param sound whether nothing at all was found, whatever was asked for: what the exit code says too
    private static String of(BundleReport report, boolean sound) {
        var manifest = report.manifest();
        var checkpoint = report.checkpoint();
        return "{\"sound\":" + sound
                + ",\"complete\":" + report.complete()
                + ",\"firstBadPosition\":"
                + (report.firstBadPosition().isPresent()
                        ? report.firstBadPosition().getAsLong()
                        : null)
                + ",\"study\":" + quote(manifest == null ? null : manifest.study())
                + ",\"practice\":" + report.practice()
                + ",\"origin\":" + quote(checkpoint == null ? null : checkpoint.origin())
                + ",\"size\":" + (checkpoint == null ? null : checkpoint.size())
                + ",\"root\":"
                + quote(checkpoint == null ? null : checkpoint.root().base64())
                + ",\"lines\":" + report.lines()
                + ",\"withheld\":" + report.withheld()
                + ",\"key\":" + quote(report.key() == null ? null : report.key().toString())
                + ",\"pinned\":" + report.pinned()
                + ",\"pinnedFrom\":" + report.pinnedFrom()
                + ",\"keys\":"
                + report.keys().stream()
                        .map(epoch ->
                                "{\"key\":" + quote(epoch.key().toString()) + ",\"fromSize\":" + epoch.fromSize() + "}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"cosignatures\":"
                + report.cosignatures().stream()
                        .map(cosignature ->
                                "{\"witness\":" + quote(cosignature.witness().toString()) + ",\"time\":"
                                        + quote(cosignature.time().toString()) + "}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"findings\":" + of(report.findings())
                + "}";
    }

    /// @param allocation what became of `--randomization`; null when it was not asked for, or not possible
    /// @param signed what became of `--signatures`; null when it was not asked for, or not possible
    static String of(BundleReport report, @Nullable RandomizationReport allocation, @Nullable SignatureReport signed) {
        String whole = of(
                report,
                report.sound() && (allocation == null || allocation.sound()) && (signed == null || signed.sound()));
        return whole.substring(0, whole.length() - 1)
                + (allocation == null ? "" : ",\"randomization\":" + of(allocation))
                + (signed == null ? "" : ",\"signatures\":" + of(signed))
                + "}";
    }

    private static String of(SignatureReport report) {
        return "{\"sound\":" + report.sound()
                + ",\"signatures\":" + report.signatures()
                + ",\"forms\":" + report.forms()
                + ",\"findings\":"
                + report.findings().stream()
                        .map(finding ->
                                finding(finding.code(), OptionalLong.of(finding.position()), finding.evidence()))
                        .collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    private static String of(RandomizationReport report) {
        return "{\"sound\":" + report.sound()
                + ",\"method\":" + quote(report.method())
                + ",\"subjects\":" + report.subjects()
                + ",\"recomputed\":" + report.recomputed()
                + ",\"findings\":"
                + report.findings().stream()
                        .map(finding -> finding(finding.code(), finding.position(), finding.evidence()))
                        .collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    /// The result of a command that has no whole report.
    ///
    /// @param members what else there is to say, written as members of an object
    static String of(List<Finding> findings, String members) {
        return "{\"sound\":" + findings.isEmpty() + "," + members + ",\"findings\":" + of(findings) + "}";
    }

    /// An object that has a count for each name.
    static String of(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> quote(count.getKey()) + ":" + count.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String of(List<Finding> findings) {
        return findings.stream().map(JsonReport::of).collect(Collectors.joining(",", "[", "]"));
    }

    private static String of(Finding finding) {
        return finding(finding.code(), finding.position(), finding.evidence());
    }

    private static String finding(String code, OptionalLong position, String evidence) {
        return "{\"code\":" + quote(code)
                + ",\"position\":"
                + (position.isPresent() ? position.getAsLong() : null)
                + ",\"evidence\":" + quote(evidence) + "}";
    }

    private static String quote(@Nullable String value) {
        return value == null ? "null" : Json.quote(value);
    }
}
