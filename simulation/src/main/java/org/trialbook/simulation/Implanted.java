package org.trialbook.simulation;

/// What is in place when the last procedure is over.
///
/// @param configuration what is paced, in words
/// @param capture how a paced complex comes about, in words
/// @param threshold capture threshold, V
/// @param qrs paced QRS duration, ms
record Implanted(String configuration, String capture, boolean throughCoronarySinus, double threshold, int qrs) {

    /// With a lead through the coronary sinus beside it.
    Implanted and(Implanted added) {
        return new Implanted(
                "conduction system and coronary sinus", capture, true, threshold, Math.min(qrs, added.qrs()));
    }
}
