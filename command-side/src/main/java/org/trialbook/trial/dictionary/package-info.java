/// How terms of a dictionary are loaded for a study, and how answers are coded in them. No dictionary is here, and
/// nothing here knows one.
@NullMarked
package org.trialbook.trial.dictionary;

import org.jspecify.annotations.NullMarked;
