package org.trialbook.view.sites;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.readresults.ReadCountsRollup.READ_COUNTS;
import static org.trialbook.view.sites.SiteProjection.SITES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.readresults.ReadCounts;

/// A row of counts for each site.
public final class SitesQuestion extends Question<QuestionAnswer> {

    public SitesQuestion() {
        super(
                QuestionPermission.of("sites", SPONSOR, ADMINISTRATOR, ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/sites",
                PAGES);
    }

    record SitesAnswer(List<SiteRow> sites) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        ReadCounts reads = snapshot.rolled(READ_COUNTS);
        SortedMap<String, List<SubjectView>> subjects = new TreeMap<>();
        for (SubjectView subject : snapshot.all(SUBJECTS).values()) {
            subjects.computeIfAbsent(String.valueOf(subject.site()), site -> new ArrayList<>())
                    .add(subject);
        }
        SortedMap<String, SiteView> sites = new TreeMap<>(snapshot.all(SITES));
        // Nobody is registered at a site that was never opened; a record that says so is counted all the same.
        subjects.keySet().forEach(id -> sites.computeIfAbsent(id, SITES::initial));
        sites.keySet().removeIf(id -> !SiteScope.maySee(caller, id));
        PageRequest.Page<SiteView> found = page.of(sites);
        return found.answer(new SitesAnswer(found.items().stream()
                .map(site -> row(caller, site, subjects, reads))
                .toList()));
    }

    private static SiteRow row(
            Caller caller, SiteView site, Map<String, List<SubjectView>> subjects, ReadCounts reads) {
        SiteRow row = SiteRow.of(site, subjects.getOrDefault(site.site(), List.of()), reads.of(site.site()));
        return caller.site() == null ? row : row.withoutCoreLab();
    }
}
