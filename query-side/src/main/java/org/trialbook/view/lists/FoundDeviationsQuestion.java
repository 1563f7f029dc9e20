package org.trialbook.view.lists;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.FoundDeviations;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.EventTypes;
import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;

/// Deviations that follow from what is recorded, by subject, and whether somebody has recorded each as one. `site`
/// narrows it to one site.
public final class FoundDeviationsQuestion extends Question<QuestionAnswer> {
    /// Of these there are few; visits are in a view.
    private static final Set<String> TYPES = Set.of(
            EventTypes.nameOf(EligibilityCorrected.class).qualified(),
            EventTypes.nameOf(FoundDeviationRecorded.class).qualified());

    public FoundDeviationsQuestion() {
        super(
                QuestionPermission.of("found-deviations").and(SITE_STAFF).and(OVERSIGHT),
                "/deviations/found",
                List.of("limit", "site", "cursor"));
    }

    /// @param unrecorded how many nobody has recorded as a deviation, over all pages
    record FoundAnswer(int unrecorded, List<Listed> deviations) {}

    /// @param visit null unless it is about one
    /// @param on the day of the visit; null where it is that of the randomization
    record Listed(
            String subject,
            String rule,
            @Nullable String visit,
            String found,
            @Nullable LocalDate on,
            boolean recorded) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        Map<String, FoundDeviations> known = new HashMap<>();
        for (long position : parameters.record().ofTypes(TYPES, 0, snapshot.size())) {
            parameters
                    .record()
                    .event(position)
                    .ifPresent(recorded -> known.computeIfAbsent(
                                    recorded.event()
                                            .aboutSubject()
                                            .map(SubjectId::value)
                                            .orElse(""),
                                    subject -> new FoundDeviations())
                            .apply(recorded.event()));
        }
        SortedMap<String, Listed> found = new TreeMap<>();
        SiteScope.subjects(snapshot.all(SUBJECTS), caller, parameters.siteAsked())
                .values()
                .forEach(subject -> known.getOrDefault(subject.subject(), new FoundDeviations())
                        .all(subject.visits().outcomes())
                        .forEach(finding -> found.put(
                                "%s %s %s"
                                        .formatted(
                                                subject.subject(),
                                                finding.what().rule(),
                                                Objects.toString(finding.what().visit(), "")),
                                new Listed(
                                        subject.subject(),
                                        finding.what().rule(),
                                        finding.what().visit(),
                                        finding.what().found(),
                                        finding.on(),
                                        finding.recorded()))));
        int unrecorded = Math.toIntExact(
                found.values().stream().filter(listed -> !listed.recorded()).count());
        PageRequest.Page<Listed> shown = page.of(found);
        return shown.answer(new FoundAnswer(unrecorded, shown.items()));
    }
}
