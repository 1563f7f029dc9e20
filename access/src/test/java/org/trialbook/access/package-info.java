/// Access, tried over real HTTP against a small application that does nothing else.
@NullMarked
package org.trialbook.access;

import org.jspecify.annotations.NullMarked;
