package org.trialbook.view.valueimport;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.GivenAnswer;
import org.trialbook.event.EventTypes;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ImportEvent.ImportUndone;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;

/// What was brought in from files, at the caller's site or at all; and of the one that `importId` names, row by row
/// what it recorded and corrected, in the order of its file. What reveals the arm is left out.
public final class ImportsQuestion extends Question<QuestionAnswer> {
    private static final Set<String> IMPORTS = Set.of(
            EventTypes.nameOf(ValuesImported.class).qualified(),
            EventTypes.nameOf(ImportUndone.class).qualified());

    public ImportsQuestion() {
        super(
                QuestionPermission.of("imports").and(SITE_STAFF).and(OVERSIGHT),
                "/imports",
                List.of("importId", "limit", "cursor"));
    }

    /// @param rows none unless an import is named
    record ImportsAnswer(List<Import> imports, List<Row> rows) {}

    /// @param subjects of how many something was recorded
    record Import(
            String importId,
            String site,
            int subjects,
            int forms,
            int corrections,
            Instant importedAt,
            @Nullable String by,
            @Nullable String role,
            boolean undone) {}

    /// @param outcome `recorded` or `corrected`
    /// @param sealed whether there is more to it that tells the arm
    record Row(
            String subject,
            @Nullable String visit,
            String form,
            @Nullable String key,
            String outcome,
            List<Value> values,
            boolean sealed) {
        Row(SubjectId subject, FormInstance form, String outcome, List<Value> values, boolean sealed) {
            this(subject.value(), form.visit(), form.form(), form.key(), outcome, values, sealed);
        }
    }

    /// @param from null where nothing was answered before
    record Value(
            String item, @Nullable ItemValue from, @Nullable ItemValue to) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        List<ProjectedEvent> imported = new ArrayList<>();
        Set<String> undone = new HashSet<>();
        for (long position : parameters.record().ofTypes(IMPORTS, 0, snapshot.size())) {
            ProjectedEvent recorded = parameters.record().event(position).orElseThrow();
            switch (recorded.event()) {
                case ValuesImported e when SiteScope.maySee(caller, e.site().value()) -> imported.add(recorded);
                case ImportUndone e -> undone.add(e.importId());
                default -> {}
            }
        }
        String named = parameters.text("importId");
        List<Import> imports = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        String next = null;
        for (ProjectedEvent recorded : imported) {
            if (recorded.event() instanceof ValuesImported each && (named == null || named.equals(each.importId()))) {
                imports.add(told(recorded, each, undone.contains(each.importId())));
                if (named != null) {
                    next = rows(rows, recorded.position(), each, parameters);
                }
            }
        }
        return new QuestionAnswer(new ImportsAnswer(imports, rows), next);
    }

    private static Import told(ProjectedEvent recorded, ValuesImported each, boolean undone) {
        var actor = recorded.actor();
        return new Import(
                each.importId(),
                each.site().value(),
                each.subjects().size(),
                each.forms(),
                each.corrections(),
                recorded.recordedAt(),
                actor == null ? null : actor.id(),
                actor == null ? null : actor.role(),
                undone);
    }

    /// An import's events follow the one that tells of it.
    private static @Nullable String rows(List<Row> rows, long at, ValuesImported each, Parameters parameters) {
        int limit = PageRequest.limit(parameters.text("limit"), 200);
        long from = parameters.number("cursor", 0);
        long until = Math.min(each.events(), from + limit);
        for (long i = from; i < until; i++) {
            rows.add(row(parameters.record().event(at + 1 + i).orElseThrow()));
        }
        return until < each.events() ? Long.toString(until) : null;
    }

    private static Row row(ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case AssessmentRecorded e ->
                new Row(
                        e.subject(),
                        e.instance(),
                        "recorded",
                        e.values().entrySet().stream()
                                .map(value -> new Value(value.getKey(), null, value.getValue()))
                                .toList(),
                        e.revealing() != null);
            case ValueCorrected e ->
                new Row(
                        e.subject(),
                        e.instance(),
                        "corrected",
                        GivenAnswer.open(e).stream()
                                .map(given -> new Value(
                                        given.item(),
                                        Objects.requireNonNull(e.correction()).from(),
                                        given.value()))
                                .toList(),
                        e.revealing() != null);
            default -> throw new IllegalStateException("an import records and corrects forms, and nothing else");
        };
    }
}
