package org.trialbook.view.unblinded.flow;

import java.util.SortedSet;

/// Which leads stayed in one subject.
///
/// @param attempts how many implants were attempted
public record ReceivedView(String subject, int attempts, SortedSet<String> leads) {}
