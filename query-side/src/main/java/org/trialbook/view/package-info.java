/// The query side's application and its wiring.
/// What is answered, and to whom, stands in the package of each question.
@NullMarked
package org.trialbook.view;

import org.jspecify.annotations.NullMarked;
