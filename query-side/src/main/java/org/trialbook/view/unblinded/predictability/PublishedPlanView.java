package org.trialbook.view.unblinded.predictability;

/// A version of the protocol, by which subjects were allocated from somewhere on.
///
/// @param content the file
public record PublishedPlanView(String version, String content, long position) {}
