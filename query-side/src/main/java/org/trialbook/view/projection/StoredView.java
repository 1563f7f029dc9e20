package org.trialbook.view.projection;

import org.jspecify.annotations.Nullable;

/// A view as the next start finds it.
///
/// @param position the last event in the view
/// @param view JSON
public record StoredView(String id, long position, String view) {

    public static StoredView of(String id, long position, @Nullable Object view) {
        return new StoredView(id, position, ViewJson.mapper().writeValueAsString(view));
    }
}
