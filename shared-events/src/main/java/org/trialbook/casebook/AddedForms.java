package org.trialbook.casebook;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.trialbook.event.FormEvent.FormAdded;
import org.trialbook.event.SubjectEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;

/// The forms that were added to single visits of a subject. It never changes, so that a view can hold it.
///
/// @param at visit code → the forms, in the order in which they were added
public record AddedForms(SortedMap<String, List<String>> at) {

    public static final AddedForms NONE = new AddedForms(Collections.emptySortedMap());

    /// The forms after one more event; these are not changed.
    public AddedForms after(SubjectEvent event) {
        if (!(event instanceof FormAdded added)) {
            return this;
        }
        return new AddedForms(Persistent.of(at)
                .plus(added.visit(), joined(at.getOrDefault(added.visit(), List.of()), Stream.of(added.form()))));
    }

    /// Those of a visit that are the subject's alone, as far as a version of the protocol has the forms.
    public List<String> beside(Visit visit, Protocol protocol) {
        return at.getOrDefault(visit.code(), List.of()).stream()
                .filter(form ->
                        !visit.forms().contains(form) && protocol.form(form).isPresent())
                .toList();
    }

    /// The visit as it is the subject's: its own forms, and behind them those that were added.
    public Visit with(Visit visit, Protocol protocol) {
        List<String> added = beside(visit, protocol);
        return added.isEmpty() ? visit : visit.with(joined(visit.forms(), added.stream()));
    }

    /// The visit with all that was ever added to it, whichever version had the forms.
    public Visit with(Visit visit) {
        List<String> added = at.getOrDefault(visit.code(), List.of());
        return added.isEmpty() ? visit : visit.with(joined(visit.forms(), added.stream()));
    }

    private static List<String> joined(List<String> forms, Stream<String> more) {
        return Stream.concat(forms.stream(), more).distinct().toList();
    }
}
