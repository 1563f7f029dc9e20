/// Random walks of acts, compared with a model of the rules that was written apart from them.
@NullMarked
package org.trialbook.walk;

import org.jspecify.annotations.NullMarked;
