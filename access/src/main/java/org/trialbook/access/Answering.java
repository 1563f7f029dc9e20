package org.trialbook.access;

import java.util.Set;

/// A controller that answers questions, whichever of its methods is called. An endpoint that answers none, does
/// no act and is not [ForEverybody] is refused: see [Classification].
///
/// The controller itself requires the permission, first of all; a test holds the two together.
public interface Answering {
    /// There is more than one where the path, or the caller's role, decides which of them is asked.
    Set<QuestionPermission> questions();
}
