/// What acts know of a subject: a pure fold over the subject's events, and the rules that many acts share.
@NullMarked
package org.trialbook.trial.subject;

import org.jspecify.annotations.NullMarked;
