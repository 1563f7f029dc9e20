package org.trialbook.view.forms;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.sites.SiteZones;

/// Which forms are due, missing and overdue, by subject, visit and form. `status` narrows it to one of these,
/// `site` to one site; `on` is a day, and without it each site's own today.
public final class ExpectedFormsQuestion extends Question<QuestionAnswer> {

    public ExpectedFormsQuestion() {
        super(
                QuestionPermission.of("expected-forms").and(SITE_STAFF).and(OVERSIGHT),
                "/forms/expected",
                List.of("limit", "on", "site", "status", "cursor"));
    }

    /// @param counts how many of each status there are, over all pages
    record ExpectedFormsAnswer(SortedMap<ExpectedForm.Status, Integer> counts, List<ExpectedForm> forms) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        LocalDate day = parameters.day("on");
        ExpectedForm.Status asked = parameters.choice("status", ExpectedForm.Status.class);
        PageRequest page = parameters.page();
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        SortedMap<String, ExpectedForm> expected = new TreeMap<>();
        SortedMap<ExpectedForm.Status, Integer> counts = new TreeMap<>();
        if (protocols.newest().isPresent()) {
            SiteZones zones = new SiteZones(snapshot);
            Map<String, ExpectedForms> forms = new HashMap<>();
            SiteScope.subjects(snapshot.all(SUBJECTS), caller, parameters.siteAsked())
                    .values()
                    .forEach(subject -> ExpectedForms.of(protocols, forms, subject)
                            .of(subject, day == null ? zones.today(subject.site(), parameters.now()) : day)
                            .forEach(form -> {
                                counts.merge(form.status(), 1, Integer::sum);
                                if (asked == null || asked == form.status()) {
                                    expected.put(form.subject() + " " + form.visit() + " " + form.form(), form);
                                }
                            }));
        }
        PageRequest.Page<ExpectedForm> found = page.of(expected);
        return found.answer(new ExpectedFormsAnswer(counts, found.items()));
    }
}
