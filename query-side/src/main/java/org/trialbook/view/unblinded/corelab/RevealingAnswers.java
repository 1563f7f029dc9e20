package org.trialbook.view.unblinded.corelab;

import java.util.SortedMap;
import org.trialbook.event.ItemValue;

/// Of one read the answers that tell the arm.
///
/// @param answers item code → answer
public record RevealingAnswers(String read, SortedMap<String, ItemValue> answers) {}
