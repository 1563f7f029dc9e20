package org.trialbook.view.matrix;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.http.PlainDates;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.answer.SiteScope;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.sites.SiteZones;

/// `GET …/matrix`
@RestController
public final class MatrixEndpoint {

    private static final int MOST_YEARS = 50;

    private final QueryResponses responses;
    private final Clock clock;

    public MatrixEndpoint(QueryResponses responses, Clock clock) {
        this.responses = responses;
        this.clock = clock;
    }

    /// @param on the day that was asked for, or on which all sites shown are; null where it is not the same day at all
    ///     of them. Each row has its own.
    /// @param visits the protocol's visits, in its order, as the rows have them; behind them those of
    ///     earlier versions of which something was recorded for a subject that is shown
    record MatrixAnswer(@Nullable LocalDate on, List<CodeListItem> visits, List<MatrixRow> subjects) {}

    /// @param on a day such as 2026-11-21; today at each subject's site when absent
    /// @param site this site's subjects only
    @Asks(Question.MATRIX)
    @GetMapping(Paths.STUDY + "/matrix")
    public ResponseEntity<byte[]> matrix(
            Caller caller,
            @PathVariable StudyId study,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String on,
            @RequestParam @Nullable SiteId site,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        Permissions.require(caller, Question.MATRIX);
        if (site != null) {
            Permissions.ownSite(caller, site);
        }
        Instant now = clock.instant();
        LocalDate day = on == null ? null : day(on, now);
        PageRequest page = PageRequest.of(limit, after);
        return responses.answer(caller, asOf, moment -> {
            Protocol protocol = ProtocolInForce.at(moment, study).orElse(null);
            if (protocol == null) {
                return QueryResponses.Body.whole(new MatrixAnswer(day, List.of(), List.of()));
            }
            SiteZones zones = new SiteZones(moment);
            SortedMap<String, SubjectView> shown = new TreeMap<>(moment.all(SUBJECTS));
            shown.values().removeIf(subject -> {
                boolean asked = site == null || site.value().equals(subject.site());
                return !asked || !SiteScope.maySee(caller, subject.site());
            });
            List<CodeListItem> visits = ProtocolInForce.visitsEver(moment, study).stream()
                    .filter(visit -> protocol.visit(visit.code()).isPresent()
                            || shown.values().stream().anyMatch(subject -> subject.has(visit.code())))
                    .toList();
            List<CodeListItem> former = visits.subList(protocol.visits().size(), visits.size());
            SortedMap<String, MatrixRow> rows = new TreeMap<>();
            shown.forEach((id, subject) -> {
                LocalDate its = day == null ? LocalDate.ofInstant(now, zones.of(subject.site())) : day;
                rows.put(id, MatrixRow.of(subject, protocol, former, its));
            });
            PageRequest.Page<MatrixRow> found = page.of(rows);
            LocalDate common = day == null ? common(rows.values()) : day;
            return QueryResponses.Body.page(new MatrixAnswer(common, visits, found.items()), found.next());
        });
    }

    private static @Nullable LocalDate common(Collection<MatrixRow> rows) {
        List<LocalDate> days = rows.stream().map(MatrixRow::on).distinct().toList();
        return days.size() == 1 ? days.getFirst() : null;
    }

    /// A day of the trial: visits are planned for years, and not for centuries.
    private static LocalDate day(String text, Instant now) {
        try {
            LocalDate day = PlainDates.day(text);
            long years = Math.abs(ChronoUnit.YEARS.between(LocalDate.ofInstant(now, ZoneOffset.UTC), day));
            if (years < MOST_YEARS) {
                return day;
            }
        } catch (DateTimeException e) {
            // A text that is no day is refused below, like a day that no trial has.
        }
        throw new ProblemException(Problems.malformedParameter("on"));
    }
}
