/// Who is calling and what they may do: roles, acts, questions.
/// No rule of a study belongs here, and nothing that needs the record to be decided.
@NullMarked
package org.trialbook.access;

import org.jspecify.annotations.NullMarked;
