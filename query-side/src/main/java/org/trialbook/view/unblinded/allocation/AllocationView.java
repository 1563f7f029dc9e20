package org.trialbook.view.unblinded.allocation;

import java.time.LocalDate;

/// A subject's allocation.
///
/// @param number 1 for the study's first randomized subject
public record AllocationView(
        String subject, String site, String stratum, String arm, int number, LocalDate randomizedOn, long position) {}
