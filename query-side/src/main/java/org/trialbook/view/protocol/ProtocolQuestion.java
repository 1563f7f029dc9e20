package org.trialbook.view.protocol;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.Visit;
import org.trialbook.view.forms.RecordedForms;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The protocol that holds at the caller's site, or the newest for whoever has none, as far as a client needs it to
/// speak the protocol's words: visits with their forms, and the reasons to choose from.
public final class ProtocolQuestion extends Question<QuestionAnswer> {

    public ProtocolQuestion() {
        super(
                QuestionPermission.of("protocol", SPONSOR, ADMINISTRATOR, ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/protocol",
                List.of());
    }

    /// @param visits each that is planned; of one that repeats, each by its number
    /// @param unscheduledVisits those that take place whenever there is a reason: recorded as `code.1`, `code.2` …
    record ProtocolAnswer(
            String study,
            String version,
            String title,
            String registry,
            String blinding,
            int target,
            List<PlannedVisit> visits,
            List<PlannedVisit> unscheduledVisits,
            List<CodeListItem> formsOutsideVisits,
            List<CodeListItem> addableForms,
            List<CodeListItem> missedVisitReasons,
            List<CodeListItem> withdrawalReasons,
            List<CodeListItem> emergencyReasons) {}

    /// @param anchor what it is counted from; null where it has no fixed date
    record PlannedVisit(
            String code,
            String label,
            @Nullable String anchor,
            int day,
            int before,
            int after,
            List<CodeListItem> forms) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        Protocol protocol = new SubjectProtocols(snapshot, parameters)
                .at(caller.site())
                .orElseThrow(() -> new ProblemException(Problems.noSuchPath()));
        Seals seals = RecordedForms.seals(parameters.record(), snapshot.size());
        return QuestionAnswer.whole(new ProtocolAnswer(
                protocol.study().value(),
                protocol.version(),
                protocol.title(),
                protocol.registry(),
                protocol.blinding().kind(),
                protocol.target(),
                protocol.schedule().stream()
                        .map(visit -> planned(protocol, visit))
                        .toList(),
                protocol.visits().stream()
                        .filter(Visit::unscheduled)
                        .map(visit -> planned(protocol, visit))
                        .toList(),
                protocol.forms().stream()
                        .filter(Form::outsideVisits)
                        .map(form -> new CodeListItem(form.code(), form.label()))
                        .toList(),
                protocol.forms().stream()
                        .filter(form -> !form.outsideVisits() && !seals.whole(form.code()))
                        .map(form -> new CodeListItem(form.code(), form.label()))
                        .toList(),
                protocol.missedVisitReasons(),
                protocol.withdrawalReasons(),
                protocol.unblinding().emergencyReasons()));
    }

    private static PlannedVisit planned(Protocol protocol, Visit visit) {
        return new PlannedVisit(
                visit.code(),
                visit.label(),
                visit.anchor(),
                visit.day(),
                visit.before(),
                visit.after(),
                visit.forms().stream()
                        .map(code -> new CodeListItem(
                                code, protocol.form(code).map(Form::label).orElse(code)))
                        .toList());
    }
}
