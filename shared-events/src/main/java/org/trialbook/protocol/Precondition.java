package org.trialbook.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `order` puts before an act: another act, or what came of one.
///
/// | written | what must have been recorded of the subject |
/// | --- | --- |
/// | `record-visit`, and so every act that can be ordered | the act, once |
/// | `record-implant-attempt(succeeded)` | an attempt that was successful |
/// | `submit-read(<visit>/<modality>)` | the submission of the read with which that recording was registered |
///
/// @param act the act
/// @param outcome what stands in brackets; null where nothing does
public record Precondition(String act, @Nullable String outcome) {

    private static final Pattern FORM = Pattern.compile("([a-z-]+)\\(([^()]+)\\)");
    private static final String ATTEMPT = "record-implant-attempt";
    private static final String SUBMISSION = "submit-read";

    /// How a precondition with an outcome is written: the outcome stands in brackets behind the act.
    static final String OUTCOMES = ATTEMPT + "(succeeded) or " + SUBMISSION + "(<visit>/<modality>)";

    /// As it is written; what cannot be read is an act that nobody knows.
    static Precondition of(String written) {
        Matcher matcher = FORM.matcher(written);
        return matcher.matches()
                ? new Precondition(matcher.group(1), matcher.group(2))
                : new Precondition(written, null);
    }

    /// Whether it asks for an attempt that was successful.
    public boolean success() {
        return act.equals(ATTEMPT) && "succeeded".equals(outcome);
    }

    /// Whether it asks for a read that was submitted.
    public boolean submission() {
        return act.equals(SUBMISSION) && outcome != null;
    }

    /// The recording whose read is asked for, as `visit/modality`.
    ///
    /// @throws IllegalStateException unless it asks for a submission
    public String recording() {
        if (outcome == null || !submission()) {
            throw new IllegalStateException(this + " is about no read");
        }
        return outcome;
    }

    /// The act that must have been recorded whatever came of it.
    String recorded() {
        return submission() ? "register-read" : act;
    }

    @Override
    public String toString() {
        return outcome == null ? act : "%s(%s)".formatted(act, outcome);
    }
}
