/// What a recording's file says beside the recording: a verdict on a file, and a file written anew without what the
/// verdict names. Here is no network, no store and no trial; the gateway and the site's own command line ask the
/// same question.
@NullMarked
package org.trialbook.media;

import org.jspecify.annotations.NullMarked;
