/// Notes to a subject's casebook. They change no datum and wait for nobody.
@NullMarked
package org.trialbook.trial.note;

import org.jspecify.annotations.NullMarked;
