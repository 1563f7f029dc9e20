/// Queries: questions about recorded data, put to a site, answered there, and closed by who watches over the data.
/// What is wrong is put right by the acts that correct it, not here.
@NullMarked
package org.trialbook.trial.query;

import org.jspecify.annotations.NullMarked;
