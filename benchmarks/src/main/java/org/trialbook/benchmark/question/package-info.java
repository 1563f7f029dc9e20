/// What is asked of the stores, one question a class. How it is measured, and against whom, is decided elsewhere.
@NullMarked
package org.trialbook.benchmark.question;

import org.jspecify.annotations.NullMarked;
