package org.trialbook.view.unblindings;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.view.unblindings.StudyUnblindingProjection.BLIND;
import static org.trialbook.view.unblindings.UnblindingProjection.UNBLINDINGS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.StudyId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;

/// Every unplanned unblinding without the arm, which of them are still to be assessed, and whether
/// the study is locked and unblinded; after that, the allocations that were disclosed.
public final class UnblindingsQuestion extends Question<QuestionAnswer> {

    public UnblindingsQuestion() {
        super(QuestionPermission.of("unblindings", SPONSOR).and(SITE_STAFF).and(OVERSIGHT), "/unblindings", PAGES);
    }

    /// @param disclosed subject → arm, once the study was unblinded for everybody; empty until then
    record UnblindingsAnswer(StudyUnblindingView blind, List<Told> unblindings, SortedMap<String, String> disclosed) {}

    /// @param due whether it is still to be assessed
    /// @param laterReads how many reads of the subject were submitted since, and are flagged; null for site staff,
    ///     who hear nothing of reads
    record Told(
            String subject,
            @Nullable String site,
            int unblinding,
            String kind,
            String reason,
            String recipient,
            @Nullable Integer envelope,
            LocalDate on,
            Instant recordedAt,
            @Nullable String recordedBy,
            @Nullable String recordedAs,
            boolean due,
            UnblindingView.@Nullable Assessment assessment,
            @Nullable Integer laterReads) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        SortedMap<String, Told> told = new TreeMap<>();
        SortedMap<String, String> disclosed = new TreeMap<>();
        ReadsAfterUnblinding later = new ReadsAfterUnblinding(snapshot);
        SiteScope.subjects(snapshot.all(UNBLINDINGS), caller, null).forEach((subject, view) -> {
            told.putAll(told(caller, view, later));
            if (view.disclosed() != null) {
                disclosed.put(subject, view.disclosed());
            }
        });
        PageRequest.Page<Told> found = page.of(told);
        return found.answer(
                new UnblindingsAnswer(blind(caller, parameters.study(), snapshot), found.items(), disclosed));
    }

    private static StudyUnblindingView blind(Caller caller, StudyId study, Snapshot snapshot) {
        StudyUnblindingView view = snapshot.one(BLIND, study.value()).orElseGet(() -> BLIND.initial(study.value()));
        return new StudyUnblindingView(
                view.study(),
                view.locked(),
                view.approvals(),
                view.unblinded(),
                view.envelopes().stream()
                        .filter(issue -> SiteScope.maySee(caller, issue.site()))
                        .toList());
    }

    private static SortedMap<String, Told> told(Caller caller, UnblindingView view, ReadsAfterUnblinding later) {
        Integer laterReads = caller.site() == null && !view.notices().isEmpty() ? later.of(view) : null;
        SortedMap<String, Told> told = new TreeMap<>();
        view.notices()
                .forEach((number, notice) -> told.put(
                        String.format(Locale.ROOT, "%s %06d", view.subject(), number),
                        new Told(
                                view.subject(),
                                view.site(),
                                number,
                                notice.kind(),
                                notice.reason(),
                                notice.recipient(),
                                notice.envelope(),
                                notice.on(),
                                notice.recordedAt(),
                                SiteScope.account(caller, notice.recordedBy(), notice.recordedAs()),
                                notice.recordedAs(),
                                notice.assessment() == null,
                                notice.assessment(),
                                laterReads)));
        return told;
    }
}
