/// Treatment kits: sending them to a site, giving them to subjects, and saying what became of them. What is in a kit is
/// told to nobody here.
@NullMarked
package org.trialbook.trial.kit;

import org.jspecify.annotations.NullMarked;
