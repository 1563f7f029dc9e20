package org.trialbook.casebook;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.FormInstance;
import org.trialbook.event.HitExcuse;
import org.trialbook.event.RuleEvent.RuleHitExcused;

/// A subject's forms and queries, and what was excused of what rules find. An excuse that is sealed is among them
/// where the key is at hand.
public final class RuleStates implements Fold, OfSubject {
    private record Place(String rule, @Nullable FormInstance at, boolean sealed) {}

    private final FormStates forms = new FormStates();
    private final QueryStates queries = new QueryStates();
    private final Map<Place, HitExcuse> excuses = new HashMap<>();

    @Override
    public SubjectState subject() {
        return forms.subject();
    }

    public FormStates forms() {
        return forms;
    }

    public QueryStates queries() {
        return queries;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        forms.apply(recorded);
        queries.apply(recorded);
        if (recorded.event() instanceof RuleHitExcused excused) {
            if (excused.excuse() != null) {
                put(excused.excuse(), false);
            } else if (excused.sealed() instanceof Sealed.Open<HitExcuse>(var opened)) {
                put(opened, true);
            }
        }
    }

    private void put(HitExcuse excuse, boolean sealed) {
        FormInstance at = excuse.form() == null ? null : new FormInstance(excuse.visit(), excuse.form(), excuse.key());
        excuses.put(new Place(excuse.rule(), at, sealed), excuse);
    }

    /// Why the hit is excused, by what the rule reads now; null where it is not.
    ///
    /// @param sealedToo whether excuses count that only those know who may know what is sealed
    public @Nullable HitExcuse excuse(RuleHits.Hit hit, boolean sealedToo) {
        for (boolean sealed : sealedToo ? new boolean[] {false, true} : new boolean[] {false}) {
            HitExcuse excuse = excuses.get(new Place(hit.rule().code(), hit.at(), sealed));
            if (excuse != null && excuse.inputs().equals(hit.inputs())) {
                return excuse;
            }
        }
        return null;
    }
}
