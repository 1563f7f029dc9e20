package org.trialbook.view.matrix;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.view.casebook.CasebookProjection.CASEBOOKS;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.NumberedVisit;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Visit;
import org.trialbook.view.casebook.FormStatusesQuestion;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.sites.SiteZones;

/// Every subject's visits. `on` is a day; without it, each subject's row is of today at its site. `site` narrows
/// it to that site's subjects, `subject` to one.
public final class MatrixQuestion extends Question<QuestionAnswer> {

    public MatrixQuestion() {
        super(
                QuestionPermission.of("matrix", ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/matrix",
                List.of("limit", "on", "site", "subject", "cursor"));
    }

    /// @param on the day that was asked for, or on which all sites shown are; null where it is not the same day
    ///     at all of them. Each row has its own.
    /// @param visits the newest version's visits, in its order, as the rows have them; behind them those of
    ///     earlier versions that hold for a subject that is shown, or of which something was recorded for one
    record MatrixAnswer(@Nullable LocalDate on, List<CodeListItem> visits, List<MatrixRow> subjects) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        LocalDate day = parameters.day("on");
        PageRequest page = parameters.page();
        SubjectProtocols protocols = new SubjectProtocols(snapshot, parameters);
        if (protocols.newest().isEmpty()) {
            return QuestionAnswer.whole(new MatrixAnswer(day, List.of(), List.of()));
        }
        SortedMap<String, SubjectView> shown = only(
                SiteScope.subjects(snapshot.all(SUBJECTS), caller, parameters.siteAsked()), parameters.subjectAsked());
        Map<String, Protocol> held = new LinkedHashMap<>();
        protocols.newest().ifPresent(newest -> held.put(newest.version(), newest));
        // Where there is one version, no other holds for anybody, and nobody has to be looked at for it.
        if (protocols.versions().published().size() > 1) {
            shown.values()
                    .forEach(subject -> protocols.of(subject).ifPresent(own -> held.putIfAbsent(own.version(), own)));
        }
        Stream<CodeListItem> ever = ProtocolInForce.visitsEver(snapshot, parameters.study()).stream()
                .filter(visit -> held.values().stream()
                                .anyMatch(
                                        protocol -> protocol.visit(visit.code()).isPresent())
                        || shown.values().stream().anyMatch(subject -> subject.has(visit.code())))
                .map(visit -> held.values().stream()
                        .flatMap(protocol -> protocol.visit(visit.code()).stream())
                        .findFirst()
                        .map(said -> new CodeListItem(said.code(), said.label()))
                        .orElse(visit));
        Map<String, CodeListItem> all = new LinkedHashMap<>();
        Stream.concat(ever, held.values().stream().flatMap(protocol -> unscheduled(protocol, shown.values())))
                .forEach(visit -> all.putIfAbsent(visit.code(), visit));
        List<CodeListItem> visits = List.copyOf(all.values());
        SiteZones zones = new SiteZones(snapshot);
        boolean everySite =
                caller.site() == null && parameters.siteAsked() == null && parameters.subjectAsked() == null;
        Stream<String> sites = everySite
                ? zones.sites().stream()
                        .filter(site -> !SiteScope.subjects(shown, caller, new SiteId(site))
                                .isEmpty())
                : shown.values().stream().flatMap(subject -> Stream.ofNullable(subject.site()));
        PageRequest.Page<SubjectView> found = page.of(shown);
        return found.answer(new MatrixAnswer(
                day == null ? common(sites, zones, parameters.now()) : day,
                visits,
                found.items().stream()
                        .map(subject -> MatrixRow.of(
                                subject,
                                protocols.of(subject).orElseThrow(),
                                visits,
                                day == null ? zones.today(subject.site(), parameters.now()) : day))
                        .map(row -> withForms(row, snapshot, caller))
                        .toList()));
    }

    /// How far its forms are, for those who may ask that.
    private static MatrixRow withForms(MatrixRow row, Snapshot snapshot, Caller caller) {
        return FormStatusesQuestion.PERMISSION.openTo(caller)
                ? snapshot.one(CASEBOOKS, row.subject())
                        .map(view -> row.with(view.standing()))
                        .orElse(row)
                : row;
    }

    /// Those that nobody could plan, as far as any of the subjects has them.
    private static Stream<CodeListItem> unscheduled(Protocol protocol, Collection<SubjectView> shown) {
        return protocol.visits().stream().noneMatch(Visit::unscheduled)
                ? Stream.empty()
                : protocol.visits().stream().filter(Visit::unscheduled).flatMap(visit -> {
                    SortedSet<Integer> numbers = new TreeSet<>();
                    shown.forEach(subject -> subject.schedule().visits(protocol).stream()
                            .flatMap(had -> NumberedVisit.of(had.code()).stream())
                            .filter(had -> had.visit().equals(visit.code()))
                            .forEach(had -> numbers.add(had.number())));
                    return numbers.stream()
                            .map(number -> new NumberedVisit(visit.code(), number).code())
                            .flatMap(code -> protocol.visit(code).stream())
                            .map(had -> new CodeListItem(had.code(), had.label()));
                });
    }

    private static SortedMap<String, SubjectView> only(SortedMap<String, SubjectView> all, @Nullable SubjectId asked) {
        // No id lies between one and the same with a character behind it.
        return asked == null ? all : all.subMap(asked.value(), asked.value() + "\0");
    }

    private static @Nullable LocalDate common(Stream<String> sites, SiteZones zones, Instant now) {
        List<LocalDate> days =
                sites.distinct().map(site -> zones.today(site, now)).distinct().toList();
        return days.size() == 1 ? days.getFirst() : null;
    }
}
