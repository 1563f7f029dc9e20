package org.trialbook.trial.reading;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadCode;
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActContext;

/// Submit a blinded read.
///
/// @param values item code → measurement; empty when not evaluable
/// @param notEvaluable a code of the read plan's reasons, when nothing could be measured
/// @param guess the arm the reader believes in
public record SubmitRead(
        ActContext context,
        ReadCode read,
        ReadFamily family,
        Map<String, Value> values,
        @Nullable String notEvaluable,
        ArmGuess guess)
        implements OnRead {}
