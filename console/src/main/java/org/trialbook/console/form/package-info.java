/// A form of a visit: as it stands, or to be filled in.
/// Nothing is decided here: pages show what the record answers, and send what was typed.
@NullMarked
package org.trialbook.console.form;

import org.jspecify.annotations.NullMarked;
