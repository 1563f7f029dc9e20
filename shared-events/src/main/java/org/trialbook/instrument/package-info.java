/// Questionnaires and scales, each a file of its own, and how scores follow from answers. It knows item codes and
/// numbers: no wording, no protocol and no event belong here.
@NullMarked
package org.trialbook.instrument;

import org.jspecify.annotations.NullMarked;
