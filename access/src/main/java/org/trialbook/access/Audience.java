package org.trialbook.access;

import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;

/// Which events a caller counts. A place in the record counts all of them, and so tells whoever stands beside the
/// laboratory how many were withheld, and where. Site staff and readers therefore count their own events only: whatever
/// else is recorded, their numbers stay the same.
public sealed interface Audience {

    boolean counts(TrialEvent event);

    /// Those who may know places in the record.
    record Everybody() implements Audience {
        @Override
        public boolean counts(TrialEvent event) {
            return true;
        }
    }

    /// Staff of a site: what concerns the whole study and what concerns the site, as far as they may know of it.
    record SiteStaff(SiteId site, boolean blinded) implements Audience {
        @Override
        public boolean counts(TrialEvent event) {
            // Nobody at a site may count how often somebody looks at an allocation.
            return !(event instanceof StudyEvent.AllocationAccessed)
                    && event.toSite(site)
                    && (!blinded || BlindingPolicy.toBlinded(event));
        }
    }

    /// A reader: what concerns the whole study, and which reads came, went back and were done. That a read was
    /// registered, or another one of its recording, is not a reader's to count.
    ///
    /// @param id the reader's account
    record Reader(String id) implements Audience {
        @Override
        public boolean counts(TrialEvent event) {
            return switch (event) {
                case ReadingEvent.ReadAssigned assigned -> id.equals(assigned.reader());
                case ReadingEvent.ReadReleased released -> id.equals(released.reader());
                case ReadingEvent.ReadSubmitted submitted -> id.equals(submitted.reader());
                case StudyEvent study ->
                    BlindingPolicy.toBlinded(study) && study.aboutSite().isEmpty();
                default -> false;
            };
        }
    }

    static Audience of(Caller caller) {
        if (Permissions.mayKnowPositions(caller.role())) {
            return new Everybody();
        }
        SiteId site = caller.site();
        return site == null ? new Reader(caller.id()) : new SiteStaff(site, caller.blinded());
    }
}
