/// The study protocol as data: what `protocols/*.yaml` may say, read and checked with errors that name file, path
/// and rule. Nothing here decides anything, and nothing here knows a particular trial.
@NullMarked
package org.trialbook.protocol;

import org.jspecify.annotations.NullMarked;
