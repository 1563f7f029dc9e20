/// What somebody has to do, by how soon it closes.
/// Nothing is decided here: pages show what the record answers, and send what was typed.
@NullMarked
package org.trialbook.console.today;

import org.jspecify.annotations.NullMarked;
