package org.trialbook.ledger;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Collects findings, each once, up to a bound: a broken record should be described, not repeated.
final class Findings {

    static final int MAX = 1_000;

    /// Kept free for what is found out after the lines have been read.
    private static final int LAST_WORDS = 20;

    private final Set<Finding> all = new LinkedHashSet<>();

    void add(Finding finding) {
        if (all.size() < MAX) {
            all.add(finding);
        }
    }

    /// Whether it makes no sense to read any further lines.
    boolean full() {
        return all.size() >= MAX - LAST_WORDS;
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
