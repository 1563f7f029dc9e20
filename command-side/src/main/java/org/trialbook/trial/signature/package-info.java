/// Signing recorded forms: who, with which meaning, and exactly which events.
/// The signing of a consent is no part of it.
@NullMarked
package org.trialbook.trial.signature;

import org.jspecify.annotations.NullMarked;
