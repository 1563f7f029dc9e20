package org.trialbook.trial.document;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.StudyId;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.media.UploadedMedia;

/// Publishes a version of a document: a file that was uploaded. What is published stays; what is wrong with it another
/// version puts right.
public final class PublishDocument extends DocumentAct<StudyId, PublishDocument.Body> {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Reason VERSION_IS_THERE = Reason.of(
            "document-version-is-there",
            "A version of a document is one file for ever; another file has another version.");
    private static final Reason NO_SUCH_FILE =
            Reason.of("no-such-document-file", "A document's file is uploaded as one first; the answer says its hash.");

    private final UploadedMedia files;

    /// @param document its code; one that begins with `unblinded-` is for those who may know the allocation
    /// @param hash of the uploaded file
    public record Body(
            @Text(longest = 40) String document,
            @Text(longest = 40) String version,

            @Text(oneOf = {"protocol", "consent-form", "manual", "other"})
            String kind,

            @Text(longest = 200) String title,
            @Text(form = Text.Form.SHA256) String hash)
            implements OfDocument {
        public Body {
            if (!CODE.matcher(document).matches()) {
                throw new ProblemException(
                        Problems.invalidField("document", "lower-case letters, digits and single hyphens"));
            }
        }
    }

    public PublishDocument(UploadedMedia files) {
        super(
                "publish-document",
                Target.STUDY,
                Body.class,
                DATA_MANAGER,
                ADMINISTRATOR,
                STATISTICIAN,
                UNBLINDED_MONITOR);
        this.files = files;
    }

    @Override
    List<Rule<Command<StudyId, Body>, Documents>> further() {
        return List.of(PublishDocument::isNew, this::uploaded);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, Documents state) {
        Body body = command.body();
        return Outcome.recorded(new DocumentPublished(
                command.study(),
                body.document(),
                body.version(),
                body.kind(),
                body.title(),
                body.hash(),
                Math.toIntExact(file(body).orElseThrow().bytes())));
    }

    private Optional<StoredMedia> file(Body body) {
        return files.document(body.hash());
    }

    private static @Nullable Refusal isNew(Command<StudyId, Body> command, Documents state) {
        Body body = command.body();
        return state.documents()
                .version(body.document(), body.version())
                .map(there -> VERSION_IS_THERE
                        .with("document", body.document())
                        .with("version", body.version())
                        .with("hash", there.published().contentHash()))
                .orElse(null);
    }

    private @Nullable Refusal uploaded(Command<StudyId, Body> command, Documents state) {
        return file(command.body()).isPresent()
                ? null
                : NO_SUCH_FILE.with("hash", command.body().hash());
    }
}
