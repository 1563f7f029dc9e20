/// Pages for a browser: what the questions' answers hold, laid out for people, and signing in and out.
/// No question is answered here: a page shows an answer that the interface for programs gives the same caller.
@NullMarked
package org.trialbook.view.pages;

import org.jspecify.annotations.NullMarked;
