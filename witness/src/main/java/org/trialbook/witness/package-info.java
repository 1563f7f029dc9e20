/// A witness of logs: it remembers the newest checkpoint it has seen of each and cosigns only what continues it. It
/// knows the formats of the ledger and nothing of trials, databases or frameworks.
@NullMarked
package org.trialbook.witness;

import org.jspecify.annotations.NullMarked;
