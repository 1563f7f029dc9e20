package org.trialbook.protocol.authoring;

import java.util.Comparator;

/// One thing that is wrong with a protocol's file.
///
/// @param line the first line is 1
/// @param column the first column is 1
/// @param path where in the file, such as `visits[2].forms[0]`
/// @param rule the broken rule's stable name
/// @param detail what is wrong and what would be right, in the words of whoever wrote the file
public record ProtocolFinding(int line, int column, String path, String rule, String detail) {

    static final Comparator<ProtocolFinding> BY_PLACE = Comparator.comparingInt(ProtocolFinding::line)
            .thenComparingInt(ProtocolFinding::column)
            .thenComparing(ProtocolFinding::path)
            .thenComparing(ProtocolFinding::rule);

    /// As compilers say it: an editor finds the place.
    public String inFile(String file) {
        return "%s:%d:%d: %s: %s (%s)".formatted(file, line, column, path, detail, rule);
    }
}
