package org.trialbook.ledger;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Collects findings: each once at a position, and those without one once for each thing they are about. A broken
/// record should be described, not repeated: where so many positions are bad, no more lines are read.
final class Findings {

    /// So many findings with a position are enough, and so many are kept of a damaged store.
    static final int MAX = 1_000;

    private final int most;
    private final Set<Finding> all = new LinkedHashSet<>();

    /// What every reader counts alike, whatever its findings have for evidence.
    private final Set<Place> placed = new HashSet<>();

    private record Place(String code, long position) {}

    private Findings(int most) {
        this.most = most;
    }

    /// The first [#MAX] that are found.
    static Findings first() {
        return new Findings(MAX);
    }

    /// All that are found: whoever adds them asks whether that is [#enough].
    static Findings all() {
        return new Findings(Integer.MAX_VALUE);
    }

    void add(Finding finding) {
        if (all.size() < most && isNew(finding)) {
            all.add(finding);
        }
    }

    /// Stretches that begin together may end elsewhere, and their number is that of the checkpoints.
    private boolean isNew(Finding finding) {
        return !(finding instanceof Finding.InRecord exact)
                || placed.add(new Place(exact.code(), exact.at()))
                || exact instanceof Finding.Somewhere;
    }

    /// Whether it makes no sense to read any further lines.
    boolean enough() {
        return placed.size() >= MAX;
    }

    /// From where on a record can't be relied on. Where a stretch is known to be bad and one of its
    /// positions is known to be, that position explains the stretch.
    static OptionalLong firstBadPosition(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !(finding instanceof Finding.Somewhere stretch)
                        || findings.stream().noneMatch(other -> explains(other, stretch)))
                .flatMapToLong(finding -> finding.position().stream())
                .min();
    }

    private static boolean explains(Finding finding, Finding.Somewhere stretch) {
        return !(finding instanceof Finding.Somewhere)
                && finding instanceof Finding.InRecord exact
                && exact.at() >= stretch.at()
                && exact.at() < stretch.end();
    }

    /// By position, those without one at the end.
    List<Finding> sorted() {
        return all.stream()
                .sorted(Comparator.comparingLong(finding -> finding.position().orElse(Long.MAX_VALUE)))
                .toList();
    }
}
