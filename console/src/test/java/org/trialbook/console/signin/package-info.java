@NullMarked
package org.trialbook.console.signin;

import org.jspecify.annotations.NullMarked;
