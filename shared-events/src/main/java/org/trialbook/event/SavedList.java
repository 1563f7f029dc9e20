package org.trialbook.event;

/// A question with filters that somebody keeps under a name. It holds no answer: whoever opens it asks the question.
///
/// @param list its name, in the words of whoever saved it
/// @param question its name, such as `queries`
/// @param filters as they stand in its address, such as `site=01&status=open`; empty where there are none
/// @param shared whether others are shown it who may ask the question
public record SavedList(String list, String question, String filters, boolean shared) {}
