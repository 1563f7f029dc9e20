/// Tells whoever listens that something was recorded which they may know of.
/// A hint is a moment and nothing else: what was recorded, they ask.
@NullMarked
package org.trialbook.view.hints;

import org.jspecify.annotations.NullMarked;
