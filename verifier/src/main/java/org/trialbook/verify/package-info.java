/// The command line that inspectors, and the parties of the seed, run on a machine of their own, without trust in
/// the operator. What makes a record sound is decided in `org.trialbook.ledger`; here it is only asked and told.
@NullMarked
package org.trialbook.verify;

import org.jspecify.annotations.NullMarked;
