package org.trialbook.view.agreement;

import java.math.BigDecimal;

/// One recording measured twice.
public record Pair(BigDecimal first, BigDecimal second) {}
