package org.trialbook.protocol;

import java.util.List;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether every name and text of a protocol says something: see [FreeText]. Asked of a protocol that is to be
/// published, and of none that was: a record that holds one goes on.
public final class TextRules {

    /// A unit may be a sign, such as `%`.
    private static final String UNIT = ".unit";

    private TextRules() {}

    public static List<Problem> check(Protocol protocol) {
        return ProtocolShape.of(protocol).texts().entrySet().stream()
                .filter(text -> !text.getKey().endsWith(UNIT) && !FreeText.says(text.getValue()))
                .map(text -> new Problem(text.getKey(), "says-nothing", FreeText.LAW))
                .toList();
    }
}
