/// Recording that a visit took place.
/// Nothing is decided here: pages show what the record answers, and send what was typed.
@NullMarked
package org.trialbook.console.visit;

import org.jspecify.annotations.NullMarked;
