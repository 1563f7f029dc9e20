/// The record itself, event by event, as somebody blinded may see it.
/// An event that nobody classified is withheld.
@NullMarked
package org.trialbook.view.record;

import org.jspecify.annotations.NullMarked;
