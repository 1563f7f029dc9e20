package org.trialbook.view.agreement;

/// One recording measured twice.
public record Pair(double first, double second) {

    double difference() {
        return first - second;
    }
}
