package org.trialbook.trial.consent;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.SubjectEvent.SubjectMovedToVersion;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Brings a subject who has consented anew under the version of the protocol that holds at its site. What was
/// recorded before stays under the version by which it was asked.
public final class MoveToVersion extends SubjectAct<MoveToVersion.Body, SubjectState> {
    private static final Reason ON_THE_SITES_VERSION = Reason.of(
            "on-the-sites-version", "A subject moves to the version that holds at its site, and is not on it yet.");

    private final List<Rule<Command<SubjectId, Body>, SubjectState>> rules =
            fact(MoveToVersion::onAnother, MoveToVersion::toTheSites);

    /// @param version the one that holds at the site
    /// @param consentedOn the day on which the subject consented to it
    /// @param consentVersion the version of the consent's text
    public record Body(
            @Text(longest = 64) String version,
            LocalDate consentedOn,
            @Text(longest = 40) String consentVersion) {}

    public MoveToVersion() {
        super("move-to-version", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean showsRefusals() {
        return true;
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().consentedOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return rules;
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return Outcome.recorded(new SubjectMovedToVersion(
                command.study(),
                command.target(),
                command.target().site(),
                body.version(),
                body.consentedOn(),
                body.consentVersion()));
    }

    private static @Nullable Refusal onAnother(Command<SubjectId, Body> command, SubjectState subject) {
        String own = subject.protocol().version();
        return subject.publishedAtSite()
                        .filter(sites -> !sites.version().equals(own))
                        .isEmpty()
                ? ON_THE_SITES_VERSION.with("version", own)
                : null;
    }

    private static @Nullable Refusal toTheSites(Command<SubjectId, Body> command, SubjectState subject) {
        String sites = subject.publishedAtSite().orElseThrow().version();
        return sites.equals(command.body().version())
                ? null
                : SharedReasons.unknownCode("version", command.body().version(), List.of(sites));
    }
}
