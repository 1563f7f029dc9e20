package org.trialbook.view.agreement;

import static org.trialbook.view.readresults.ReadCountsRollup.recording;
import static org.trialbook.view.readresults.ReadProjection.READS;

import java.util.List;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Rollup;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.readresults.ReadCountsRollup;
import org.trialbook.view.readresults.ReadView;

/// Keeps [AgreementSums] up with the reads.
public final class AgreementRollup implements Rollup<AgreementSums> {

    public static final AgreementRollup AGREEMENT = new AgreementRollup();

    private AgreementRollup() {}

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public List<Projection<?>> of() {
        return List.of(READS);
    }

    @Override
    public AgreementSums walked(Snapshot views) {
        AgreementSums sums = AgreementSums.NONE;
        for (ReadView read : views.all(READS).values()) {
            sums = sums.plus(recording(read, views.all(READS)::get), 1);
        }
        return sums;
    }

    @Override
    public AgreementSums after(AgreementSums rolled, Change change) {
        AgreementSums sums = rolled;
        for (String code : ReadCountsRollup.recordings(change, change.changed(READS))) {
            sums = sums.plus(recording(change.before(READS, code), read -> change.before(READS, read)), -1)
                    .plus(recording(change.after(READS, code), read -> change.after(READS, read)), 1);
        }
        return sums;
    }
}
