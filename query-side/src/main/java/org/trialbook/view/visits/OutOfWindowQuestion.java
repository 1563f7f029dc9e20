package org.trialbook.view.visits;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;

/// Every visit that took place outside its window or was missed, by subject and visit. `site` narrows it to one
/// site.
public final class OutOfWindowQuestion extends Question<QuestionAnswer> {

    public OutOfWindowQuestion() {
        super(
                QuestionPermission.of("out-of-window").and(SITE_STAFF).and(OVERSIGHT),
                "/visits/out-of-window",
                List.of("limit", "site", "cursor"));
    }

    record OutOfWindowAnswer(List<Outside> visits) {}

    /// @param daysOutside negative when early; 0 for a missed visit
    /// @param reason why it was missed; null when it was done
    record Outside(
            String subject,
            @Nullable String site,
            String visit,
            @Nullable LocalDate doneOn,
            @Nullable LocalDate target,
            int daysOutside,
            @Nullable String reason) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        SortedMap<String, Outside> outside = new TreeMap<>();
        SiteScope.subjects(snapshot.all(SUBJECTS), caller, parameters.siteAsked())
                .values()
                .forEach(subject -> subject.visits().outcomes().forEach((visit, outcome) -> {
                    if (!outcome.done() || outcome.outOfWindow()) {
                        outside.put(
                                subject.subject() + " " + visit,
                                new Outside(
                                        subject.subject(),
                                        subject.site(),
                                        visit,
                                        outcome.doneOn(),
                                        outcome.target(),
                                        outcome.daysOutside(),
                                        outcome.reason()));
                    }
                }));
        PageRequest.Page<Outside> found = page.of(outside);
        return found.answer(new OutOfWindowAnswer(found.items()));
    }
}
