/// The command that measures: which questions are asked, and the table of answers. No figure is made here.
@NullMarked
package org.trialbook.benchmark;

import org.jspecify.annotations.NullMarked;
