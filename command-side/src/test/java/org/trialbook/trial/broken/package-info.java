/// Decisions as they must not be: each breaks one rule of `PureDecisionsTest`, which must say so.
/// Nothing here is used.
package org.trialbook.trial.broken;
