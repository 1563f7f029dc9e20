/// The rules that many acts share, each once: of the study, of a subject, of a visit, of a form. A rule that one
/// act alone asks stands with that act.
@NullMarked
package org.trialbook.trial.rules;

import org.jspecify.annotations.NullMarked;
