package org.trialbook.view.sites;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.sites.SiteProjection.SITES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.answer.SiteScope;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.readresults.ReadView;

/// `GET …/sites`
@RestController
public final class SitesEndpoint {

    private final QueryResponses responses;

    public SitesEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    record SitesAnswer(List<SiteRow> sites) {}

    @Asks(Question.SITES)
    @GetMapping(Paths.STUDY + "/sites")
    public ResponseEntity<byte[]> sites(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.SITES);
        PageRequest page = PageRequest.of(limit, after);
        return responses.answer(caller, asOf, moment -> {
            Map<String, SiteRow.Reads> reads = new HashMap<>();
            for (ReadView read : moment.all(READS).values()) {
                String site = read.site();
                if (site != null) {
                    reads.put(site, reads.getOrDefault(site, SiteRow.Reads.NONE).with(read));
                }
            }
            SortedMap<String, List<SubjectView>> subjects = new TreeMap<>();
            moment.all(SUBJECTS)
                    .values()
                    .forEach(subject -> subjects.computeIfAbsent(
                                    String.valueOf(subject.site()), ignored -> new ArrayList<>())
                            .add(subject));
            SortedMap<String, SiteView> sites = new TreeMap<>(moment.all(SITES));
            // Nobody is registered at a site that was never opened; a record that says so is counted all the same.
            subjects.keySet().forEach(id -> sites.computeIfAbsent(id, SITES::initial));
            SortedMap<String, SiteRow> rows = new TreeMap<>();
            sites.forEach((id, site) -> {
                if (SiteScope.maySee(caller, id)) {
                    SiteRow row = SiteRow.of(
                            site, subjects.getOrDefault(id, List.of()), reads.getOrDefault(id, SiteRow.Reads.NONE));
                    rows.put(id, caller.site() == null ? row : row.withoutCoreLab());
                }
            });
            PageRequest.Page<SiteRow> found = page.of(rows);
            return QueryResponses.Body.page(new SitesAnswer(found.items()), found.next());
        });
    }
}
