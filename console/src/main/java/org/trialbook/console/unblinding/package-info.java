/// Unblinding a subject in an emergency.
/// Nothing is decided here: the page sends what was typed, and shows what the record answers, once.
@NullMarked
package org.trialbook.console.unblinding;

import org.jspecify.annotations.NullMarked;
