package org.trialbook.event;

/// A corrected answer of an attempt, and what the attempt came to by it, as the protocol of its moment says.
public record AttemptCorrection(Correction correction, ImplantAttempt corrected) {}
