package org.trialbook.trial.document;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.casebook.StudyDocuments;
import org.trialbook.event.DocumentEvent;
import org.trialbook.event.DocumentEvent.DocumentActivated;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// What acts on documents have in common. To somebody blinded a document for those who may know the allocation is
/// none, whether or not there is one: its code says whom it is for.
abstract class DocumentAct<T, B extends DocumentAct.OfDocument> extends Act<T, B, DocumentAct.Documents> {
    private static final Reason FOR_THE_UNBLINDED = Reason.of(
            "document-for-the-unblinded",
            "A document whose code begins with unblinded- is for those whom the protocol lets know the allocation.");

    /// What each request names.
    interface OfDocument {
        String document();

        String version();
    }

    DocumentAct(String name, Target<T> target, Class<B> body, Role... who) {
        super(name, target, body, who);
    }

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    /// Whether it matters to it who opened what.
    boolean looksAtOpenings() {
        return false;
    }

    /// Whether it matters to it where a site is.
    boolean looksAtTheSite() {
        return false;
    }

    @Override
    public Boundary boundary(Command<T, B> command) {
        Boundary boundary = Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(DocumentPublished.class)
                .andTypes(DocumentActivated.class);
        return looksAtOpenings() ? boundary.andTypes(DocumentOpened.class) : boundary;
    }

    /// What has to be known.
    public static final class Documents implements Fold {
        private final StudyDocuments documents = new StudyDocuments();
        private final boolean openings;
        private final boolean site;
        private @Nullable ZoneId zone;
        private StudyBlinding blinding = StudyBlinding.NONE;

        Documents(boolean openings, boolean site) {
            this.openings = openings;
            this.site = site;
        }

        /// Of the site that is looked at; null before it is opened.
        @Nullable
        ZoneId zone() {
            return zone;
        }

        StudyDocuments documents() {
            return documents;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            blinding = blinding.after(recorded.event());
            if (site && recorded.event() instanceof SiteOpened opened) {
                zone = ZoneId.of(opened.zone());
            }
            if (openings || !(recorded.event() instanceof DocumentOpened)) {
                documents.apply(recorded.event(), recorded.recordedAt(), recorded.actor());
            }
        }
    }

    @Override
    public final Documents initial(Command<T, B> command) {
        return new Documents(looksAtOpenings(), looksAtTheSite());
    }

    @Override
    protected final List<Rule<Command<T, B>, Documents>> rules() {
        List<Rule<Command<T, B>, Documents>> rules = new ArrayList<>(List.of(
                (command, state) -> state.blinding.published() ? null : SharedReasons.noProtocol(),
                DocumentAct::mayKnow));
        rules.addAll(further());
        return rules;
    }

    /// What else it asks for.
    abstract List<Rule<Command<T, B>, Documents>> further();

    static boolean blinded(Command<?, ?> command, Documents state) {
        return state.blinding.blinded(command.actor().role().storedName());
    }

    private static <T, B extends OfDocument> @Nullable Refusal mayKnow(Command<T, B> command, Documents state) {
        String document = command.body().document();
        return DocumentEvent.isForTheUnblinded(document) && blinded(command, state)
                ? FOR_THE_UNBLINDED.with("document", document)
                : null;
    }

    /// The refusal when there is no such version.
    static <T, B extends OfDocument> @Nullable Refusal published(Command<T, B> command, Documents state) {
        B body = command.body();
        if (state.documents.version(body.document(), body.version()).isPresent()) {
            return null;
        }
        List<String> known = state.documents.all(blinded(command, state)).stream()
                .map(each ->
                        each.published().document() + " " + each.published().version())
                .toList();
        return SharedReasons.unknownCode("document", body.document() + " " + body.version(), known);
    }
}
