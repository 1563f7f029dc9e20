package org.trialbook.view.documents;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.StudyDocuments;
import org.trialbook.casebook.StudyDocuments.Opening;
import org.trialbook.casebook.StudyDocuments.Version;
import org.trialbook.event.SiteId;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The versions of the study's documents, since when each holds where, and whether the caller has opened it. A site is
/// told of its own.
public final class DocumentsQuestion extends Question<QuestionAnswer> {
    static final QuestionPermission DOCUMENTS = QuestionPermission.of("documents", SPONSOR, ADMINISTRATOR)
            .and(SITE_STAFF)
            .and(OVERSIGHT);

    public DocumentsQuestion() {
        super(DOCUMENTS, "/documents", List.of("site"));
    }

    record DocumentsAnswer(List<Listed> documents) {}

    /// @param hash SHA-256 of the file
    /// @param sites site → the first day on which it holds there
    /// @param openedAt when the caller opened it; null where they have not
    /// @param href where the file is for whoever has opened it
    record Listed(
            String document,
            String version,
            String kind,
            String title,
            String hash,
            int bytes,
            Instant publishedAt,
            SortedMap<String, LocalDate> sites,
            @Nullable Instant openedAt,
            String href) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        StudyDocuments documents = RecordedDocuments.of(parameters.record(), snapshot.size());
        SiteId site = caller.site() == null ? parameters.siteAsked() : caller.site();
        return QuestionAnswer.whole(new DocumentsAnswer(documents.all(caller.blinded()).stream()
                .map(version -> listed(version, caller, site, parameters))
                .toList()));
    }

    private static Listed listed(Version version, Caller caller, @Nullable SiteId site, Parameters parameters) {
        SortedMap<String, LocalDate> sites = new TreeMap<>(version.sites());
        if (site != null) {
            sites.keySet().retainAll(List.of(site.value()));
        }
        Opening opened = version.openedBy(caller.id());
        return new Listed(
                version.published().document(),
                version.published().version(),
                version.published().kind(),
                version.published().title(),
                version.published().contentHash(),
                version.published().bytes(),
                version.publishedAt(),
                sites,
                opened == null ? null : opened.at(),
                "/api/v1/studies/%s/documents/%s/versions/%s/file"
                        .formatted(
                                parameters.study(),
                                version.published().document(),
                                version.published().version()));
    }
}
