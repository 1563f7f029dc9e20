package org.trialbook.access;

/// A controller that does one act, whichever of its methods is called.
///
/// The controller itself requires the permission, first of all; a test holds the two together.
public interface Permitted {
    Permission permission();
}
