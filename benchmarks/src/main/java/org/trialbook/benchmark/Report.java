package org.trialbook.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The place of the table in a page.
final class Report {
    static final String BEGIN = "<!-- benchmark: begin -->";
    static final String END = "<!-- benchmark: end -->";

    private Report() {}

    /// Puts a table between the markers of a page, in place of the one that stands there.
    ///
    /// @throws IOException if the page lacks its markers
    static void replace(Path page, String table) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            throw new IOException(page + " does not have the markers " + BEGIN + " and " + END);
        }
        Files.writeString(page, text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end));
    }
}
