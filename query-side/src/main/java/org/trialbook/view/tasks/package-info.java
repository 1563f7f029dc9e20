/// What is to be done by the caller, soonest first.
/// It follows from what is recorded and from the protocol, and is kept nowhere.
@NullMarked
package org.trialbook.view.tasks;

import org.jspecify.annotations.NullMarked;
