/// The record itself, event by event, and the bundles to verify it with.
/// What is laid out by subject belongs in `subjects`.
@NullMarked
package org.trialbook.console.explorer;

import org.jspecify.annotations.NullMarked;
