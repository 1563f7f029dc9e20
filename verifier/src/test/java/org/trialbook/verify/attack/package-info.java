/// Ways in which somebody with full access to a bundle could try to change the record: one class each.
/// No checks belong here; an attack only says what it does and what it must be answered with.
@NullMarked
package org.trialbook.verify.attack;

import org.jspecify.annotations.NullMarked;
