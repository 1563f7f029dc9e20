/// Treatment kits at sites: their numbers, and where they are.
/// What is in one is not known here.
@NullMarked
package org.trialbook.view.kit;

import org.jspecify.annotations.NullMarked;
