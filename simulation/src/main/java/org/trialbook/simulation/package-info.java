/// A simulated trial: drives a running server over HTTP as its clients would, from a protocol and a seed. What items
/// ask for is known by their labels, units and types ([Quantity], [Finding], [Feature], [Questionnaire]), leads by
/// theirs
/// ([LeadKind]); where nothing is known, any answer is drawn that the protocol permits.
///
/// Only what a client has belongs here: no access to the server's insides, no Spring, and no code of one trial.
@NullMarked
package org.trialbook.simulation;

import org.jspecify.annotations.NullMarked;
