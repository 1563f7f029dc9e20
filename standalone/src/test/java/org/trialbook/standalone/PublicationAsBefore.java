package org.trialbook.standalone;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.Sha256;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Decider;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.publication.PublishProtocol;

/// Publication as it is, and for a version that is called so as earlier programs decided it: they compared with nothing
/// that was sealed before. So a history can hold what an old log holds.
record PublicationAsBefore<S extends Fold>(Decider<Command<StudyId, PublishProtocol.Body>, S> publication)
        implements Decider<Command<StudyId, PublishProtocol.Body>, S> {

    static final String VERSION = "as-before";

    @Override
    public Boundary boundary(Command<StudyId, PublishProtocol.Body> command) {
        return publication.boundary(command);
    }

    @Override
    public S initial(Command<StudyId, PublishProtocol.Body> command) {
        return publication.initial(command);
    }

    @Override
    public @Nullable Refusal objection(Command<StudyId, PublishProtocol.Body> command, S state) {
        return publication.objection(command, state);
    }

    @Override
    public Outcome decide(Command<StudyId, PublishProtocol.Body> command, S state) {
        Outcome outcome = publication.decide(command, state);
        String yaml = command.body().protocol();
        return outcome instanceof Outcome.Refused(var refusal)
                        && refusal.name().equals("opens-what-was-sealed")
                        && yaml.contains("version: \"" + VERSION + "\"")
                ? Outcome.recorded(new ProtocolPublished(command.study(), VERSION, sha256(yaml), yaml, ""))
                : outcome;
    }

    private static String sha256(String yaml) {
        return HexFormat.of().formatHex(Sha256.digest().digest(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
