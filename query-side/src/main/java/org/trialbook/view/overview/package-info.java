/// How is the study doing? Participant flow and enrolment, over all arms together.
/// Nothing here tells, or counts by, an arm.
@NullMarked
package org.trialbook.view.overview;

import org.jspecify.annotations.NullMarked;
