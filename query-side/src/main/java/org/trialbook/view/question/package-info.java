/// How every question is asked over HTTP: the moment, the page, the headers of the answer, the problems.
/// What is answered, and to whom, stands in the package of each question.
@NullMarked
package org.trialbook.view.question;

import org.jspecify.annotations.NullMarked;
