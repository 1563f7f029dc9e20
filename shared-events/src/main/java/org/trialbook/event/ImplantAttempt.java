package org.trialbook.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One attempt to place a lead, as the implanter saw it. Codes are the protocol's.
///
/// @param lead what was placed, such as a left-bundle-area or a coronary-sinus lead
/// @param target where it was meant to go
/// @param successful whether the lead stayed
/// @param failure why not; null when successful
/// @param qrsBefore QRS duration before pacing, ms
/// @param qrsAfter paced QRS duration, ms
/// @param thresholdVolts capture threshold, V
/// @param pulseWidthMs at this pulse width, ms
/// @param phrenicCapture whether pacing captured the phrenic nerve
/// @param technique codes of what was needed, such as venoplasty; comma-separated, in the protocol's order
/// @param note free text, at most 500 characters
public record ImplantAttempt(
        String lead,
        String target,
        boolean successful,
        @Nullable String failure,
        @Nullable Integer qrsBefore,
        @Nullable Integer qrsAfter,
        @Nullable BigDecimal thresholdVolts,
        @Nullable BigDecimal pulseWidthMs,
        @Nullable Boolean phrenicCapture,
        String technique,
        String note) {}
