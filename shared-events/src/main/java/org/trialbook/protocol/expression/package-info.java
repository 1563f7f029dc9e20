/// What is computed from answers: units and their conversion, days that are known in part, and the language of
/// formulas and checks. It knows neither protocols nor events, calls no clock, and computes the same wherever it
/// runs.
@NullMarked
package org.trialbook.protocol.expression;

import org.jspecify.annotations.NullMarked;
