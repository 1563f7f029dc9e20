package org.trialbook.ledger;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/// What events say, compared with each other and with the files that go with them, in the one pass over the
/// lines in which a record is verified. This package knows no event but its own; whoever knows more brings it.
///
/// One object serves one verification, and keeps in memory what does not grow with the record.
public interface EventChecks {

    /// Sees every well-formed line that is shown, in the order of the record, in place or not.
    ///
    /// @param line its answers hold until the next line
    void line(LineScan line, Consumer<Finding> findings);

    /// Sees that the event that stands next is withheld, whatever it is.
    void withheld();

    /// Whether the events that were seen say that the study is only for practice.
    boolean practice();

    /// To be called behind the last line, if all were read.
    void allRead(Consumer<Finding> findings);

    /// To be called after [#allRead] for a bundle.
    ///
    /// @param files the SHA-256, in lower-case hexadecimal, of each file below `protocols/`; nothing for one that
    ///     can't be read
    void protocols(SortedMap<String, Optional<String>> files, Consumer<Finding> findings);

    /// To be called last, if all lines were read.
    void beside(TextsBesideLines texts, Consumer<Finding> findings);
}
