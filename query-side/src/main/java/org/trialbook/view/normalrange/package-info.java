/// What the laboratories of the sites call normal, as it was said.
/// Where an answer lies stands with its form.
@NullMarked
package org.trialbook.view.normalrange;

import org.jspecify.annotations.NullMarked;
