package org.trialbook.view.caller;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.Role;
import org.trialbook.access.SharedQuestions;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.SealedContent;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.BlindedQuestions;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.sites.SiteZones;

/// Who is calling, as the record sees it: role, place, what the protocol lets them know, which questions are open,
/// and what day it is at the own site.
public final class OwnAccountQuestion extends Question<QuestionAnswer> {

    /// What is declared does not change while the program runs.
    private static final class Declared {
        private static final List<QuestionPermission> ALL = Stream.concat(
                        BlindedQuestions.all().stream().map(Question::permission), SharedQuestions.all().stream())
                .toList();
    }

    public OwnAccountQuestion() {
        super(QuestionPermission.of("me", Role.values()), "/me", List.of());
    }

    /// @param blinded whether they must not know an arm
    /// @param knows each kind of what is sealed that they may know while the study is blind
    /// @param practice whether the study is only for practice
    /// @param positions whether places in the whole record are told, and not ordinals
    /// @param zone the own site's; UTC for whoever has none
    /// @param questions the names of those that this role may ask; those about what is sealed are answered by a
    ///     process that holds the key
    record OwnAccountAnswer(
            String id,
            String name,
            String role,
            @Nullable String site,
            boolean blinded,
            List<SealedContent> knows,
            boolean practice,
            boolean positions,
            String zone,
            LocalDate today,
            List<String> questions) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        String site = caller.site() == null ? null : caller.site().value();
        ZoneId zone = new SiteZones(snapshot).of(site);
        return QuestionAnswer.whole(new OwnAccountAnswer(
                caller.id(),
                caller.name(),
                caller.role().storedName(),
                site,
                caller.blinded(),
                caller.knows().stream().sorted().toList(),
                ProtocolInForce.at(snapshot, parameters.study())
                        .filter(Protocol::practice)
                        .isPresent(),
                Permissions.mayKnowPositions(caller.role()),
                zone.getId(),
                LocalDate.ofInstant(parameters.now(), zone),
                Declared.ALL.stream()
                        .filter(permission -> permission.openTo(caller))
                        .map(QuestionPermission::name)
                        .sorted()
                        .toList()));
    }
}
