package org.trialbook.view.unblinded.kitstock;

import java.util.Set;
import org.trialbook.event.ArmCode;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [KitArmView] per kit.
public final class KitArmProjection implements Projection<KitArmView> {

    public static final KitArmProjection KIT_ARMS = new KitArmProjection();

    private KitArmProjection() {}

    @Override
    public String name() {
        return "kit-arms";
    }

    @Override
    public Class<KitArmView> type() {
        return KitArmView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return event instanceof KitsShipped shipped ? Set.copyOf(shipped.kits()) : Set.of();
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(KitsShipped.class);
    }

    @Override
    public KitArmView initial(String id) {
        return new KitArmView(id, "");
    }

    @Override
    public KitArmView apply(KitArmView view, ProjectedEvent recorded) {
        if (!(recorded.event() instanceof KitsShipped shipped)) {
            return view;
        }
        ArmCode arm = shipped.arms().opened().get(view.kit());
        return arm == null ? view : new KitArmView(view.kit(), arm.value());
    }
}
