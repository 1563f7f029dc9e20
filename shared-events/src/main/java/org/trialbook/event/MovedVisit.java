package org.trialbook.event;

import org.jspecify.annotations.Nullable;

/// Where a recorded visit lies once something it is counted from, or its own day, was corrected.
///
/// @param window null where the visit is tied to no date
/// @param daysOutside see [VisitWindow#daysOutside]; 0 of a visit that was missed
public record MovedVisit(@Nullable VisitWindow window, int daysOutside) {}
