package org.trialbook.view.documents;

import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SPONSOR;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.StudyDocuments.Version;
import org.trialbook.event.SiteId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// Who opened which version of which document. An investigator is told of the own site.
public final class DocumentOpeningsQuestion extends Question<QuestionAnswer> {
    public DocumentOpeningsQuestion() {
        super(
                QuestionPermission.of("document-openings", INVESTIGATOR, SPONSOR)
                        .and(OVERSIGHT),
                "/documents/openings",
                List.of("site"));
    }

    record OpeningsAnswer(List<Listed> openings) {}

    /// @param site null of those who work at none
    record Listed(
            String document,
            String version,
            String by,
            String name,
            String role,
            @Nullable String site,
            Instant at) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SiteId site = caller.site() == null ? parameters.siteAsked() : caller.site();
        List<Listed> openings = new ArrayList<>();
        for (Version version :
                RecordedDocuments.of(parameters.record(), snapshot.size()).all(caller.blinded())) {
            version.openings().stream()
                    .filter(opening -> site == null || site.value().equals(opening.site()))
                    .map(opening -> new Listed(
                            version.published().document(),
                            version.published().version(),
                            opening.by(),
                            opening.name(),
                            opening.role(),
                            opening.site(),
                            opening.at()))
                    .forEach(openings::add);
        }
        return QuestionAnswer.whole(new OpeningsAnswer(openings));
    }
}
