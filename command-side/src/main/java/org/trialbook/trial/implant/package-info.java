/// Recording implant attempts: what was tried, where, and how it went.
@NullMarked
package org.trialbook.trial.implant;

import org.jspecify.annotations.NullMarked;
