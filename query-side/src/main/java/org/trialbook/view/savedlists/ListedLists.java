package org.trialbook.view.savedlists;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.trialbook.access.Caller;
import org.trialbook.access.ListableQuestion;
import org.trialbook.casebook.SavedLists;
import org.trialbook.casebook.SavedLists.Kept;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ListEvent.ListRemoved;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.event.SavedList;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.QuestionAnswer;

/// The caller's own lists, and those that are shared with them: by somebody at their site, or by somebody who works at
/// none. One whose question they may not ask is not shown.
public final class ListedLists {
    private static final Set<String> TYPES = Set.of(
            EventTypes.nameOf(ListSaved.class).qualified(),
            EventTypes.nameOf(ListRemoved.class).qualified());

    private ListedLists() {}

    record ListsAnswer(List<Listed> lists) {}

    /// @param own whether the caller saved it
    /// @param href where its question is asked with its filters
    record Listed(
            String list,
            String question,
            String filters,
            String href,
            boolean own,
            boolean shared,
            String by,
            String name,
            Instant savedAt) {}

    public static QuestionAnswer answer(
            boolean sealed,
            UnaryOperator<ProjectedEvent> unsealing,
            Snapshot snapshot,
            Caller caller,
            Parameters parameters) {
        PageRequest page = parameters.page();
        SortedMap<String, Listed> found = new TreeMap<>();
        for (Kept kept : recorded(sealed, unsealing, parameters.record(), snapshot.size())
                .all()) {
            ListableQuestion question =
                    ListableQuestion.named(kept.list().question()).orElse(null);
            if (question != null && question.permission().openTo(caller) && isFor(caller, kept)) {
                found.put(kept.list().list() + "\n" + kept.by(), listed(kept, question, caller, parameters));
            }
        }
        PageRequest.Page<Listed> shown = page.of(found);
        return shown.answer(new ListsAnswer(shown.items()));
    }

    private static SavedLists recorded(
            boolean sealed, UnaryOperator<ProjectedEvent> unsealing, TrialRecord record, long size) {
        SavedLists lists = new SavedLists(sealed);
        record.events(record.ofTypes(TYPES, 0, size), TYPES, unsealing)
                .forEach(recorded -> lists.apply(recorded.event(), recorded.recordedAt(), recorded.actor()));
        return lists;
    }

    private static boolean isFor(Caller caller, Kept kept) {
        boolean shared = kept.list().shared()
                && (kept.site() == null
                        || (caller.site() != null
                                && kept.site().equals(caller.site().value())));
        return shared || kept.by().equals(caller.id());
    }

    private static Listed listed(Kept kept, ListableQuestion question, Caller caller, Parameters parameters) {
        SavedList list = kept.list();
        return new Listed(
                list.list(),
                list.question(),
                list.filters(),
                "/api/v1/studies/%s%s%s"
                        .formatted(
                                parameters.study(),
                                question.path(),
                                list.filters().isEmpty() ? "" : "?" + list.filters()),
                kept.by().equals(caller.id()),
                list.shared(),
                kept.by(),
                kept.name(),
                kept.at());
    }
}
