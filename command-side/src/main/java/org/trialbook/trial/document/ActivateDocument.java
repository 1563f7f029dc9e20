package org.trialbook.trial.document;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.DocumentEvent.DocumentActivated;
import org.trialbook.event.SiteId;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.SharedReasons;

/// Lets a version of a document hold at a site from a day on, such as once its ethics committee has approved the
/// consent form. The day may lie ahead.
public final class ActivateDocument extends DocumentAct<SiteId, ActivateDocument.Body> {
    private static final Reason HOLDS_THERE =
            Reason.of("document-holds-at-the-site", "A version of a document begins to hold at a site once.");

    public record Body(
            @Text(longest = 40) String document,
            @Text(longest = 40) String version,
            LocalDate validFrom) implements OfDocument {}

    public ActivateDocument() {
        super(
                "activate-document",
                Target.SITE,
                Body.class,
                DATA_MANAGER,
                ADMINISTRATOR,
                STATISTICIAN,
                UNBLINDED_MONITOR);
    }

    @Override
    boolean looksAtTheSite() {
        return true;
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return super.boundary(command).andSite(command.target());
    }

    @Override
    List<Rule<Command<SiteId, Body>, Documents>> further() {
        return List.of(DocumentAct::published, ActivateDocument::happened, ActivateDocument::once);
    }

    /// It is said of a version that holds, not of one that will.
    private static @Nullable Refusal happened(Command<SiteId, Body> command, Documents state) {
        ZoneId zone = state.zone();
        return zone == null
                ? SharedReasons.siteNotOpen(command.target())
                : DayBounds.refusal(
                        command.body().validFrom(), command.context().today(zone));
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, Documents state) {
        Body body = command.body();
        return Outcome.recorded(new DocumentActivated(
                command.study(), command.target(), body.document(), body.version(), body.validFrom()));
    }

    private static @Nullable Refusal once(Command<SiteId, Body> command, Documents state) {
        LocalDate from = state.documents()
                .version(command.body().document(), command.body().version())
                .orElseThrow()
                .validFrom(command.target());
        return from == null ? null : HOLDS_THERE.with("validFrom", from);
    }
}
