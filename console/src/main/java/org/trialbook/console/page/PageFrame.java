package org.trialbook.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What surrounds a page: whose it is, of which study and day, and where to go from here.
///
/// @param person the stable id of whom every form of the page is given to
/// @param idleSeconds after how long without a request the session ends
/// @param otherPages where the pages are that have not moved here; null when there are none
public record PageFrame(
        String study,
        String person,
        String name,
        String capacity,
        boolean blinded,
        String today,
        long idleSeconds,
        List<Link> links,
        @Nullable String otherPages) {

    /// @param here whether this is the page being shown, or leads to it
    public record Link(String href, String label, boolean here) {}
}
