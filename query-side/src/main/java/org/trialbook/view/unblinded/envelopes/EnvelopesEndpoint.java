package org.trialbook.view.unblinded.envelopes;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.envelopes.EnvelopesProjection.ENVELOPES;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.pages.Isolated;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.Views;
import org.trialbook.view.unblinded.UnblindedAnswers;
import org.trialbook.view.unblinded.UnblindedAnswers.Shown;

/// `GET …/unblinded/sites/{site}/envelopes?issue=n`: the code-break envelopes of a site, to be printed, one sheet for
/// each subject: its outside above, the arm below, where the sheet is folded in.
@RestController
public final class EnvelopesEndpoint {

    private final UnblindedAnswers answers;
    private final SpringTemplateEngine templates;

    public EnvelopesEndpoint(UnblindedAnswers answers, SpringTemplateEngine templates) {
        this.answers = answers;
        this.templates = templates;
    }

    /// @param number of the sheet, 1 for the first
    public record Envelope(String subject, int number, String arm, String label) {}

    /// All the sheets of an issue.
    public record Sheets(String site, String name, int issue, Instant issuedAt, List<Envelope> envelopes) {}

    /// @param issue the newest when absent
    @Asks(Question.UNBLINDED_ENVELOPES)
    @GetMapping(Paths.UNBLINDED + "/sites/{site}/envelopes")
    public ResponseEntity<byte[]> envelopes(
            Caller caller,
            @PathVariable StudyId study,
            @PathVariable SiteId site,
            @RequestParam @Nullable Integer issue,
            @RequestParam @Nullable String asOf) {
        Permissions.require(caller, Question.UNBLINDED_ENVELOPES);
        Permissions.ownSite(caller, site);
        Views.Answer<Sheets> sheets = answers.ask(caller, Question.UNBLINDED_ENVELOPES, asOf, snapshot -> {
            Sheets made = sheets(snapshot, study, site, issue);
            return new Shown<>(
                    made, made.envelopes().stream().map(Envelope::subject).toList());
        });
        Context context = new Context(Locale.ROOT, Map.of("study", study.value(), "sheets", sheets.body()));
        return ResponseEntity.ok()
                .headers(QueryResponses.headers(Long.toString(sheets.size())))
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(templates.process("unblinded/envelopes", context).getBytes(StandardCharsets.UTF_8));
    }

    private static Sheets sheets(Snapshot snapshot, StudyId study, SiteId site, @Nullable Integer asked) {
        EnvelopesView view = snapshot.one(ENVELOPES, site.value()).orElseThrow(NoSuchException::site);
        EnvelopesView.Issue issue = issue(view, asked);
        Optional<Protocol> protocol = ProtocolInForce.at(snapshot, study);
        List<Envelope> envelopes = new ArrayList<>();
        for (String subject : issue.subjects()) {
            String arm = snapshot.one(ALLOCATION, subject).orElseThrow().arm();
            String label = protocol.flatMap(found -> found.arm(new ArmCode(arm)))
                    .map(Protocol.Arm::label)
                    .orElse("");
            envelopes.add(new Envelope(subject, envelopes.size() + 1, arm, Isolated.of(label)));
        }
        String name = view.name() == null ? "" : Isolated.of(view.name());
        return new Sheets(site.value(), name, issue.issue(), issue.issuedAt(), envelopes);
    }

    private static EnvelopesView.Issue issue(EnvelopesView view, @Nullable Integer asked) {
        EnvelopesView.Issue found = view.issues().isEmpty()
                ? null
                : view.issues().get(asked == null ? view.issues().lastKey() : asked);
        if (found == null) {
            throw new ProblemException(Problem.of(
                    "no-such-issue",
                    "There is no such issue of envelopes",
                    404,
                    "Envelopes are issued for a site by the act issue-envelopes; its receipt tells the issue."));
        }
        return found;
    }
}
