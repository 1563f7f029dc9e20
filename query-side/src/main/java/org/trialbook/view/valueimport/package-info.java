/// What was brought in from files, row by row, and what a file for a form looks like.
@NullMarked
package org.trialbook.view.valueimport;

import org.jspecify.annotations.NullMarked;
