package org.trialbook.view.agreement;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.view.agreement.AgreementRollup.AGREEMENT;

import java.util.List;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// How far reads of the same recordings are apart.
public final class AgreementQuestion extends Question<QuestionAnswer> {

    public AgreementQuestion() {
        super(QuestionPermission.of("agreement").and(OVERSIGHT), "/reads/agreement", List.of());
    }

    record AgreementAnswer(List<Agreement> agreement) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return QuestionAnswer.whole(new AgreementAnswer(ProtocolInForce.at(snapshot, parameters.study())
                .map(protocol -> Agreement.of(protocol, snapshot.rolled(AGREEMENT)))
                .orElse(List.of())));
    }
}
