package org.trialbook.access.demo;

/// Whether this process plays a trial: with demo people, demo secrets, and nobody who is treated by what is recorded.
///
/// @param on whether it does
public record DemoMode(boolean on) {}
