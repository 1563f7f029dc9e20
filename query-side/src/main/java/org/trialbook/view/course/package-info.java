/// How far has each subject come, and what became of each visit?
/// One state per subject and per visit, from which every count follows. How a lead was placed, and whether anything was
/// asked for, stays out.
@NullMarked
package org.trialbook.view.course;

import org.jspecify.annotations.NullMarked;
