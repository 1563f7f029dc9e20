/// Who could have known a subject's arm, and since when?
/// Recording that somebody is shown what is sealed belongs here too; what is shown belongs to each question.
@NullMarked
package org.trialbook.view.unblinded.allocationaccess;

import org.jspecify.annotations.NullMarked;
