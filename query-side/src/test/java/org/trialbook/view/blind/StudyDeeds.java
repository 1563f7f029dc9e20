package org.trialbook.view.blind;

import java.util.List;
import java.util.TreeMap;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.view.projection.Story;

/// What concerns the whole study.
final class StudyDeeds {

    private final GeneratedTrial trial;

    StudyDeeds(GeneratedTrial trial) {
        this.trial = trial;
    }

    void begin() {
        trial.done(
                People.central(Role.DATA_MANAGER),
                new StudyEvent.ProtocolPublished(Story.STUDY, "1", "00".repeat(32), Story.hotCrt(), "11".repeat(32)));
        for (String site : List.of("01", "02")) {
            trial.done(
                    People.central(Role.ADMINISTRATOR),
                    new StudyEvent.SiteOpened(Story.STUDY, new SiteId(site), "Site " + site, "Europe/Berlin"));
        }
    }

    void end(List<SubjectCourse> courses) {
        trial.done(
                People.central(Role.STATISTICIAN),
                new ActRefused(
                        Story.STUDY,
                        "randomize",
                        null,
                        "site-not-open",
                        "only an open site enrols",
                        new TreeMap<>(),
                        Sealed.of(new TreeMap<>())));
    }
}
