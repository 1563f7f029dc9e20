package org.trialbook.view.question;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.event.SiteId;

/// What site staff may see in a list: their own site's, and nothing whose site nobody knows.
public final class SiteScope {

    private SiteScope() {}

    public static boolean maySee(Caller caller, @Nullable String site) {
        SiteId own = caller.site();
        return own == null || own.value().equals(site);
    }

    /// Of views by subject those that the caller may see, narrowed to a site if one is asked for. A subject's
    /// site is the first half of its id.
    public static <V> SortedMap<String, V> subjects(SortedMap<String, V> all, Caller caller, @Nullable SiteId asked) {
        SiteId site = caller.site() == null ? asked : caller.site();
        // The character behind '-' is '.'.
        return site == null ? all : all.subMap(site + "-", site + ".");
    }

    /// The account that did something, as the caller may know. A reader may tell of an unblinding by a read's
    /// code: the site hears of it, and not of who reads what.
    public static @Nullable String account(Caller caller, @Nullable String account, @Nullable String role) {
        return isOfTheCoreLab(caller, role) ? role : account;
    }

    /// Whether it was done by somebody of whom a site is told the role alone.
    public static boolean isOfTheCoreLab(Caller caller, @Nullable String role) {
        return caller.site() != null && Role.READER.storedName().equals(role);
    }
}
