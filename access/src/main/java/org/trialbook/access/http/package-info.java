/// What every request passes through: strict JSON, size, rate, study, the caller as an argument, the log line.
/// Nothing here knows an act, a question or a view.
@NullMarked
package org.trialbook.access.http;

import org.jspecify.annotations.NullMarked;
