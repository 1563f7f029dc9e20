package org.trialbook.view.unblinded.corelab;

import static org.trialbook.view.readresults.ReadProjection.READS;

import java.util.Map;
import java.util.Set;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.EventTag;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.readresults.ReadView;

/// Folds the record into one [ReadView] per read, with the answers that tell the arm among its values. Sees events
/// opened.
public final class OpenedReadProjection implements Projection<ReadView> {

    public static final OpenedReadProjection OPENED_READS = new OpenedReadProjection();

    private OpenedReadProjection() {}

    @Override
    public String name() {
        return "opened-reads";
    }

    @Override
    public Class<ReadView> type() {
        return ReadView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return READS.ids(event);
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return READS.looksAt();
    }

    @Override
    public Set<EventTag> tags(String id) {
        return READS.tags(id);
    }

    @Override
    public ReadView initial(String id) {
        return READS.initial(id);
    }

    @Override
    public ReadView apply(ReadView view, ProjectedEvent recorded) {
        ReadView next = READS.apply(view, recorded);
        if (!(recorded.event() instanceof ReadSubmitted submitted)) {
            return next;
        }
        Sealed<Map<String, ItemValue>> revealing = submitted.revealing();
        return revealing == null ? next : next.and(revealing.opened());
    }
}
