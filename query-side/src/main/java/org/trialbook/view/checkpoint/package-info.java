/// What has the log stated about itself, under its signature?
/// Nothing is signed here.
@NullMarked
package org.trialbook.view.checkpoint;

import org.jspecify.annotations.NullMarked;
