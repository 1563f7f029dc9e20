package org.trialbook.view.pages;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What surrounds every page: who is signed in and as what, which moment is shown, and where to go from here.
///
/// @param moment what the page is based on; null on a page that isn't about the record
/// @param counted whether that is a number of events
/// @param asOf the moment asked for, as it was asked for; null for now
/// @param kept parameters of the page that another moment of it keeps
public record Frame(
        String name,
        String role,
        boolean blinded,
        @Nullable String site,
        String study,
        @Nullable String moment,
        boolean counted,
        @Nullable String asOf,
        Map<String, String> kept,
        List<Link> links) {

    /// @param here whether this is the page being shown
    public record Link(String href, String label, boolean here) {}
}
