/// The forms: how one is defined and stands, and which are expected and not recorded.
/// What is sealed on a form is named as sealed.
@NullMarked
package org.trialbook.view.forms;

import org.jspecify.annotations.NullMarked;
