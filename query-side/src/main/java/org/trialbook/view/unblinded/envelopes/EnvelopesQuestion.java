package org.trialbook.view.unblinded.envelopes;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.envelopes.EnvelopesProjection.ENVELOPES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.Arm;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.unblinded.Shown;

/// The code-break envelopes of a site, of its newest issue or of the one asked for.
public final class EnvelopesQuestion extends Question<Shown> {

    public EnvelopesQuestion() {
        super(SharedQuestions.UNBLINDED_ENVELOPES, "/unblinded/sites/{site}/envelopes", List.of("issue"));
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        Sheets sheets = sheets(snapshot, parameters);
        return new Shown(
                QuestionAnswer.whole(sheets),
                sheets.envelopes().stream().map(Envelope::subject).toList());
    }

    /// @param number of the sheet, 1 for the first
    public record Envelope(String subject, int number, String arm, String label) {}

    /// All the sheets of an issue.
    public record Sheets(String site, String name, int issue, Instant issuedAt, List<Envelope> envelopes) {}

    private static Sheets sheets(Snapshot snapshot, Parameters parameters) {
        String site = parameters.site().value();
        EnvelopesView view = snapshot.one(ENVELOPES, site).orElseThrow(NoSuchException::site);
        EnvelopesView.Issue issue = issue(view, parameters.number("issue", 0));
        Optional<Protocol> protocol = ProtocolInForce.at(snapshot, parameters.study());
        List<Envelope> envelopes = new ArrayList<>();
        for (String subject : issue.subjects()) {
            String arm = snapshot.one(ALLOCATION, subject).orElseThrow().arm();
            String label = protocol.flatMap(found -> found.arm(new ArmCode(arm)))
                    .map(Arm::label)
                    .orElse("");
            envelopes.add(new Envelope(subject, envelopes.size() + 1, arm, label));
        }
        String name = view.name() == null ? "" : view.name();
        return new Sheets(site, name, issue.issue(), issue.issuedAt(), envelopes);
    }

    private static EnvelopesView.Issue issue(EnvelopesView view, long asked) {
        EnvelopesView.Issue found = view.issues().isEmpty()
                ? null
                : view.issues()
                        .get(
                                asked == 0
                                        ? view.issues().lastKey()
                                        : Integer.valueOf((int) Math.min(asked, Integer.MAX_VALUE)));
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
