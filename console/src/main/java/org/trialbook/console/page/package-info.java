/// What surrounds every page, the words and numbers of pages, and how a form becomes an act.
/// No page stands here: each has a package of its own, by what it is about.
@NullMarked
package org.trialbook.console.page;

import org.jspecify.annotations.NullMarked;
