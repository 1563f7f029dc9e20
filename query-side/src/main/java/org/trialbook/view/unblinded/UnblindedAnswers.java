package org.trialbook.view.unblinded;

import org.trialbook.view.answer.Answers;

/// Answers from the unblinded views; a type of its own, so that nobody gets them who asked for the others.
public record UnblindedAnswers(Answers answers) {}
