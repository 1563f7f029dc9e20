package org.trialbook.event;

/// From which arm's treatment to which, and why: the protocol's reason code and the implanter's words
/// (at most 500 characters).
public record Crossover(ArmCode from, ArmCode to, String reason, String note) {}
