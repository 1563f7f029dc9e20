/// Subjects: all of them with their visits, and one of them as a casebook.
/// Nothing is decided here: pages show what the record answers, and send what was typed.
@NullMarked
package org.trialbook.console.subjects;

import org.jspecify.annotations.NullMarked;
