package org.trialbook.view.kit;

import java.util.Set;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [KitView] per kit, from what is open.
public final class KitProjection implements Projection<KitView> {

    public static final KitProjection KITS = new KitProjection();

    private KitProjection() {}

    @Override
    public String name() {
        return "kits";
    }

    @Override
    public Class<KitView> type() {
        return KitView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case KitsShipped shipped -> Set.copyOf(shipped.kits());
            case KitDispensed dispensed -> Set.of(dispensed.kit());
            case KitAccounted accounted -> Set.of(accounted.kit());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(KitsShipped.class, KitDispensed.class, KitAccounted.class);
    }

    @Override
    public KitView initial(String id) {
        return new KitView(id, "", "", "", null, null);
    }

    @Override
    public KitView apply(KitView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case KitsShipped shipped ->
                new KitView(view.kit(), shipped.site().value(), shipped.product(), KitView.IN_STOCK, null, null);
            case KitDispensed dispensed ->
                new KitView(
                        view.kit(),
                        view.site(),
                        view.product(),
                        "dispensed",
                        dispensed.subject().value(),
                        dispensed.visit());
            case KitAccounted accounted -> view.now(accounted.outcome());
            default -> view;
        };
    }
}
