package org.trialbook.event;

/// An attempt by which a subject received a lead that is neither of its arm's treatment nor an adjunct to it, though no
/// crossover to an arm of that lead was asked for that nobody denied.
///
/// @param attempt which one, from 1
/// @param lead that stayed
/// @param arm to which the subject is allocated
public record OtherArmTreatment(int attempt, String lead, ArmCode arm) {}
