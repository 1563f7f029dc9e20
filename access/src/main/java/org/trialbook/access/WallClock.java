package org.trialbook.access;

import java.time.Clock;

/// The world's time, by which sign-ins, tokens, limits of requests and claims of work between processes last. It is
/// the record's clock everywhere but in the demo, whose trial has a time of its own.
public record WallClock(Clock clock) {}
