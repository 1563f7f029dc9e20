package org.trialbook.view.kit;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.view.kit.KitProjection.KITS;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.SiteId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// Every kit that sites were sent, and where it is; and how many a site has of each product, of whichever arms. `site`
/// narrows it to one site.
public final class KitsQuestion extends Question<QuestionAnswer> {

    public KitsQuestion() {
        super(
                QuestionPermission.of("kits").and(SITE_STAFF).and(OVERSIGHT).and(Set.of(SPONSOR)),
                "/kits",
                List.of("limit", "site", "cursor"));
    }

    /// @param stock site → product → how many kits are in stock, over all pages
    record KitsAnswer(SortedMap<String, SortedMap<String, Integer>> stock, List<KitView> kits) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SiteId site = caller.site() == null ? parameters.siteAsked() : caller.site();
        PageRequest page = parameters.page();
        SortedMap<String, KitView> kits = new TreeMap<>();
        SortedMap<String, SortedMap<String, Integer>> stock = new TreeMap<>();
        snapshot.all(KITS).forEach((number, kit) -> {
            if (site == null || site.value().equals(kit.site())) {
                kits.put(number, kit);
                stock.computeIfAbsent(kit.site(), ignored -> new TreeMap<>())
                        .merge(kit.product(), kit.status().equals(KitView.IN_STOCK) ? 1 : 0, Integer::sum);
            }
        });
        PageRequest.Page<KitView> found = page.of(kits);
        return found.answer(new KitsAnswer(stock, found.items()));
    }
}
