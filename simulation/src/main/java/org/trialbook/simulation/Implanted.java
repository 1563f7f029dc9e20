package org.trialbook.simulation;

/// What is in place when the last procedure is over.
///
/// @param configuration a code of the device form
/// @param capture a code of the ECG form
/// @param threshold capture threshold, V
/// @param qrs paced QRS duration, ms
record Implanted(String configuration, String capture, double threshold, int qrs) {

    boolean throughCoronarySinus() {
        return configuration.contains("coronary-sinus");
    }
}
