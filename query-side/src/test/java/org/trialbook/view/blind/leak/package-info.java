/// Leaks on purpose, one to a file: each imitates a mistake that somebody could make.
/// The comparison of the package above must find every one of them.
@NullMarked
package org.trialbook.view.blind.leak;

import org.jspecify.annotations.NullMarked;
