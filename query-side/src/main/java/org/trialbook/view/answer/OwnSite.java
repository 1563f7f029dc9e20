package org.trialbook.view.answer;

import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.event.SiteId;

/// What site staff may see in a list: their own site's, and nothing whose site nobody knows.
public final class OwnSite {

    private OwnSite() {}

    public static boolean maySee(Caller caller, @Nullable String site) {
        SiteId own = caller.site();
        return own == null || own.value().equals(site);
    }
}
