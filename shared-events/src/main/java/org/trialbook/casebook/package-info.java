/// The folds that both sides need, once each: a subject's state, its visits and their windows, a form as it stands.
/// What a view stores is a value that never changes; what a decision folds is made of the same values. Pure: no
/// clock, no key, no framework. What only one act or one view needs stands with that act or view.
@NullMarked
package org.trialbook.casebook;

import org.jspecify.annotations.NullMarked;
