package org.trialbook.view.kit;

import org.jspecify.annotations.Nullable;

/// A treatment kit that a site was sent.
///
/// @param status `in-stock`, `dispensed`, `returned`, `damaged`, `lost` or `destroyed`
/// @param subject who was given it; null while nobody was
/// @param visit at which
public record KitView(
        String kit,
        String site,
        String product,
        String status,
        @Nullable String subject,
        @Nullable String visit) {
    public static final String IN_STOCK = "in-stock";

    KitView now(String next) {
        return new KitView(kit, site, product, next, subject, visit);
    }
}
