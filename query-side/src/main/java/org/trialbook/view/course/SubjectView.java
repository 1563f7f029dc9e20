package org.trialbook.view.course;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent;
import org.trialbook.protocol.OddDays;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.SubjectDays;
import org.trialbook.protocol.VisitAnchors;
import org.trialbook.view.projection.Counts;

/// One subject's progress through the trial and its visits.
///
/// @param eligibility what the newest assessment came to; null before the first
/// @param withdrawal null unless the subject has withdrawn
/// @param anchors `enrolment`, `randomization`, `implant` → the day visits are counted from; see
///     [VisitAnchors]
/// @param days what may contradict each other; no sealed value is among them
/// @param visits visit code → what was recorded last
/// @param formsAt the visits at which forms were filled in
/// @param assessments forms filled in
public record SubjectView(
        String subject,
        @Nullable String site,
        boolean consented,
        @Nullable Eligibility eligibility,
        boolean randomized,
        @Nullable Withdrawal withdrawal,
        SortedMap<String, LocalDate> anchors,
        SubjectDays days,
        SortedMap<String, VisitView> visits,
        SortedSet<String> formsAt,
        int assessments,
        int corrections) {

    /// @param criteriaNotMet none where it is met
    public record Eligibility(boolean met, List<String> criteriaNotMet) {}

    public record Withdrawal(LocalDate on, String reason) {}

    static SubjectView of(String subject) {
        return new SubjectView(
                subject,
                null,
                false,
                null,
                false,
                null,
                new TreeMap<>(),
                SubjectDays.none(),
                new TreeMap<>(),
                Collections.emptySortedSet(),
                0,
                0);
    }

    public Stage stage() {
        return Stage.of(this);
    }

    /// Whether anything was recorded of a visit: that it was done or missed, or a form.
    public boolean has(String visit) {
        return visits.containsKey(visit) || formsAt.contains(visit);
    }

    SubjectView at(SubjectEvent event) {
        return new SubjectView(
                subject,
                event.site().value(),
                consented,
                eligibility,
                randomized,
                withdrawal,
                VisitAnchors.after(anchors, event),
                days.after(event),
                visits,
                formsAt,
                assessments,
                corrections);
    }

    /// What is odd about the subject's days, under a protocol.
    public List<OddDays.Mark> marks(Protocol protocol) {
        return OddDays.of(days, anchors, protocol);
    }

    SubjectView withConsent() {
        return with(true, eligibility, randomized, withdrawal);
    }

    SubjectView with(Eligibility newest) {
        return with(consented, newest, randomized, withdrawal);
    }

    SubjectView withAllocation() {
        return with(consented, eligibility, true, withdrawal);
    }

    SubjectView with(Withdrawal end) {
        return with(consented, eligibility, randomized, end);
    }

    private SubjectView with(
            boolean consent, @Nullable Eligibility newest, boolean allocated, @Nullable Withdrawal end) {
        return new SubjectView(
                subject,
                site,
                consent,
                newest,
                allocated,
                end,
                anchors,
                days,
                visits,
                formsAt,
                assessments,
                corrections);
    }

    SubjectView with(String visit, VisitView recorded) {
        return new SubjectView(
                subject,
                site,
                consented,
                eligibility,
                randomized,
                withdrawal,
                anchors,
                days,
                Counts.with(visits, visit, recorded),
                formsAt,
                assessments,
                corrections);
    }

    SubjectView withForm(String visit) {
        SortedSet<String> more = new TreeSet<>(formsAt);
        more.add(visit);
        return new SubjectView(
                subject,
                site,
                consented,
                eligibility,
                randomized,
                withdrawal,
                anchors,
                days,
                visits,
                Collections.unmodifiableSortedSet(more),
                assessments + 1,
                corrections);
    }

    SubjectView withCorrection() {
        return new SubjectView(
                subject,
                site,
                consented,
                eligibility,
                randomized,
                withdrawal,
                anchors,
                days,
                visits,
                formsAt,
                assessments,
                corrections + 1);
    }
}
