package org.trialbook.view.matrix;

import static org.trialbook.view.matrix.SubjectProjection.SUBJECTS;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.trialbook.view.answer.Answers;
import org.trialbook.view.answer.OwnSite;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.overview.ProtocolInForce;

/// `GET …/matrix`
@RestController
public final class MatrixEndpoint {

    private final Answers answers;
    private final Clock clock;

    public MatrixEndpoint(Answers answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    /// @param on the day on which visits count as due or overdue
    /// @param visits the protocol's visits, in its order, as the rows have them
    record MatrixAnswer(LocalDate on, List<Protocol.Choice> visits, List<MatrixRow> subjects) {}

    /// @param on a day such as 2026-11-21; today (UTC) when absent
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
        LocalDate day = on == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day(on);
        PageRequest page = PageRequest.of(limit, after);
        return answers.answer(caller, asOf, moment -> {
            Protocol protocol = ProtocolInForce.at(moment, study).orElse(null);
            if (protocol == null) {
                return Answers.Body.whole(new MatrixAnswer(day, List.of(), List.of()));
            }
            SortedMap<String, MatrixRow> rows = new TreeMap<>();
            moment.all(SUBJECTS).forEach((id, subject) -> {
                boolean asked = site == null || site.value().equals(subject.site());
                if (asked && OwnSite.maySee(caller, subject.site())) {
                    rows.put(id, MatrixRow.of(subject, protocol, day));
                }
            });
            PageRequest.Page<MatrixRow> found = page.of(rows);
            List<Protocol.Choice> visits = protocol.visits().stream()
                    .map(visit -> new Protocol.Choice(visit.code(), visit.label()))
                    .toList();
            return Answers.Body.page(new MatrixAnswer(day, visits, found.items()), found.next());
        });
    }

    private static LocalDate day(String text) {
        try {
            return PlainDates.day(text);
        } catch (DateTimeException e) {
            throw new ProblemException(Problems.malformedParameter("on"));
        }
    }
}
