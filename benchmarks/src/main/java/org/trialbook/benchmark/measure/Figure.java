package org.trialbook.benchmark.measure;

import org.jspecify.annotations.Nullable;

/// One line of the table.
///
/// @param question the question it answers
/// @param what what was measured, of whom
/// @param unit of all its values; `×` for a ratio
/// @param samples one value for each round, or null if it could not be measured
/// @param target what it has to reach, or null for a figure to compare with
/// @param remark what one must know to read it; the reason if it could not be measured
public record Figure(
        String question,
        String what,
        String unit,
        @Nullable Samples samples,
        @Nullable Goal target,
        String remark) {

    public static Figure of(String question, String what, String unit, Samples samples) {
        return new Figure(question, what, unit, samples, null, "");
    }

    public static Figure missing(String question, String what, String why) {
        return new Figure(question, what, "", null, null, why);
    }

    public Figure against(Goal target) {
        return new Figure(question, what, unit, samples, target, remark);
    }

    public Figure remarking(String remark) {
        return new Figure(question, what, unit, samples, target, remark);
    }
}
