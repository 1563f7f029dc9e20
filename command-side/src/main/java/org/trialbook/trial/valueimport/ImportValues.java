package org.trialbook.trial.valueimport;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.media.UploadedMedia;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.valueimport.RowDecision.RefusedField;

/// Brings in the values of a file, all of them or none, as if the person who sends it had typed each: a form that is
/// not recorded yet is recorded, and answers of one that is are corrected. The same rules stand against a row that
/// stand against the ordinary acts; see [RowDecisions].
public final class ImportValues extends Act<SiteId, ImportValues.Body, ImportStates> {
    private static final Reason UNREADABLE = Reason.of(
            "import-unreadable",
            "A file of values is CSV: a heading, subject,visit,form,key,assessedOn and items' codes, and a row to each"
                    + " form of a subject, no form twice; or what others report, as the request says: FHIR Observations"
                    + " or HL7 version 2 results that name no person.");
    private static final Reason ROWS_REFUSED = Reason.of(
            "import-rows-refused",
            "A file is brought in as a whole or not at all: nothing stands against any of its rows.");
    private static final Reason NOTHING_TO_IMPORT =
            Reason.of("nothing-to-import", "A file is brought in that says something new.");

    /// What a refusal lists; a dry run lists all.
    private static final int SHOWN = 20;

    private final List<Rule<Command<SiteId, Body>, ImportStates>> rules = List.of(
            (command, states) -> states.published() ? null : SharedReasons.noProtocol(),
            ImportValues::readable,
            this::everyRowStands,
            this::somethingNew);

    private final OrdinaryActs acts;

    /// What a file of CSV does not have is left out: an earlier request, sent again, is told by its bytes.
    ///
    /// @param file CSV, or what others report
    /// @param because why answers are corrected that are recorded otherwise; on a form with something sealed it is
    ///     sealed
    /// @param reported absent of CSV
    public record Body(
            String file,
            @Text String because,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ReportedForm reported) {
        public Body(String file, String because) {
            this(file, because, null);
        }
    }

    public ImportValues(UploadedMedia uploads) {
        super("import-values", Target.SITE, Body.class, COORDINATOR, INVESTIGATOR, PROGRAMMER);
        this.acts = new OrdinaryActs(uploads);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean ofSeveralSubjects() {
        return true;
    }

    @Override
    public boolean hasPreview() {
        return true;
    }

    @Override
    public boolean mayTakeLong() {
        return true;
    }

    /// By what it is undone.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof ValuesImported imported
                ? Map.of(
                        "importId", imported.importId(),
                        "forms", imported.forms(),
                        "corrections", imported.corrections())
                : Map.of();
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        List<Boundary.Criterion> criteria = new ArrayList<>(Boundary.none()
                .andVersionsAt(command.target())
                .andTypes(DictionaryLoaded.class)
                .criteria());
        // Looked at are the site's own subjects: nobody else's changes anything.
        file(command).subjects().stream()
                .filter(subject -> subject.site().equals(command.target()))
                .forEach(subject -> criteria.add(
                        new Boundary.Criterion(Set.of(), Set.of(new EventTag(EventTag.SUBJECT, subject.value())))));
        return new Boundary(List.copyOf(criteria));
    }

    @Override
    public Boundary further(Command<SiteId, Body> command, ImportStates states) {
        return states.awaited("record-assessment");
    }

    @Override
    public ImportStates initial(Command<SiteId, Body> command) {
        return new ImportStates(file(command));
    }

    private static ImportFile file(Command<SiteId, Body> command) {
        return command.said().map(ImportFile::read).orElse(ImportFile.NONE);
    }

    @Override
    protected List<Rule<Command<SiteId, Body>, ImportStates>> rules() {
        return rules;
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, ImportStates states) {
        List<TrialEvent> events = new ArrayList<>();
        Map<TrialEvent, EventTag> tags = new HashMap<>();
        for (RowDecision row : states.decided(acts, command)) {
            events.addAll(row.events());
            tags.putAll(row.tags());
        }
        List<SubjectId> subjects = events.stream()
                .map(event -> event.aboutSubject().orElseThrow())
                .distinct()
                .sorted(Comparator.comparing(SubjectId::value))
                .toList();
        int forms = (int)
                events.stream().filter(AssessmentRecorded.class::isInstance).count();
        events.addFirst(new ValuesImported(
                command.study(),
                command.target(),
                command.context().commandKey(),
                subjects,
                forms,
                events.size() - forms,
                Sealed.of(hash(command.body().file()))));
        return new Outcome.Recorded(events, tags, Map.of());
    }

    private static String hash(String file) {
        return HexFormat.of().formatHex(Sha256.digest().digest(file.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public ImportPreview preview(Command<SiteId, Body> command, ImportStates states) {
        boolean decidable = states.published() && states.file().faults().isEmpty();
        return ImportPreview.of(command.actor(), states.file(), decidable ? states.decided(acts, command) : List.of());
    }

    private static @Nullable Refusal readable(Command<SiteId, Body> command, ImportStates states) {
        command.body();
        List<ImportFile.Fault> faults = states.file().faults();
        if (faults.isEmpty()) {
            return null;
        }
        ImportFile.Fault first = faults.getFirst();
        return UNREADABLE
                .with("row", first.row())
                .with("column", first.column())
                .with("because", first.because())
                .with("faults", faults.size());
    }

    /// Where somebody names what they must not know, that is what is answered, and recorded, as of the ordinary act.
    private @Nullable Refusal everyRowStands(Command<SiteId, Body> command, ImportStates states) {
        command.body();
        List<RowDecision> refused = states.decided(acts, command).stream()
                .filter(row -> !row.refusals().isEmpty())
                .toList();
        for (RowDecision row : refused) {
            for (RefusedField field : row.refusals()) {
                if (field.refusal().reason().recorded()) {
                    return field.refusal().with("row", row.row().number());
                }
            }
        }
        if (refused.isEmpty()) {
            return null;
        }
        Refusal refusal = ROWS_REFUSED.with("refused", refused.size());
        for (RowDecision row : refused.subList(0, Math.min(SHOWN, refused.size()))) {
            refusal = told(refusal, row);
        }
        return refusal;
    }

    private static Refusal told(Refusal all, RowDecision row) {
        Refusal told = all;
        for (RefusedField field : row.refusals()) {
            String place = "row %d, %s".formatted(row.row().number(), field.column());
            Refusal why = field.refusal();
            told = told.with(place, why.name() + why.evidence());
            if (!why.sealedEvidence().isEmpty()) {
                told = told.sealing(place, why.sealedEvidence());
            }
        }
        return told;
    }

    private @Nullable Refusal somethingNew(Command<SiteId, Body> command, ImportStates states) {
        command.body();
        boolean any = states.decided(acts, command).stream()
                .anyMatch(row -> !row.events().isEmpty());
        return any ? null : NOTHING_TO_IMPORT.with("rows", states.file().rows().size());
    }
}
