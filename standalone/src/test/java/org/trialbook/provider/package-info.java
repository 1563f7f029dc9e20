@NullMarked
package org.trialbook.provider;

import org.jspecify.annotations.NullMarked;
