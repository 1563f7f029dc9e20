package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent;

/// Questions that were answered on a day, with their answers as they stand: the newest of each item, and none where it
/// was withdrawn. It never changes, so that a view can hold it.
///
/// @param on the day of the answers
/// @param answers item code → answer; of all of them, or of those that somebody keeps
public record FormAnswers(LocalDate on, SortedMap<String, ItemValue> answers) {

    /// Most forms keep nothing of what is asked here, and a trial has many.
    public FormAnswers {
        answers = answers.isEmpty() ? Collections.emptySortedMap() : answers;
    }

    static FormAnswers none(LocalDate on) {
        return new FormAnswers(on, Collections.emptySortedMap());
    }

    /// A subject's forms after one more event, with their open answers: nothing sealed enters them, whether or not
    /// it is opened.
    ///
    /// @param forms see [FormInstance#path]; they are not changed
    /// @param kept of which items and answers somebody wants to know
    public static SortedMap<String, FormAnswers> after(
            SortedMap<String, FormAnswers> forms, SubjectEvent event, BiPredicate<String, ItemValue> kept) {
        return switch (event) {
            case AssessmentRecorded e ->
                with(forms, e.instance().path(), none(e.assessedOn()).and(GivenAnswer.open(e), kept));
            case ValueCorrected e -> {
                FormAnswers before = forms.get(e.instance().path());
                yield before == null ? forms : with(forms, e.instance().path(), before.and(GivenAnswer.open(e), kept));
            }
            case EnteredInError e -> {
                String path = e.instance().map(FormInstance::path).orElse("");
                yield forms.containsKey(path) ? Persistent.of(forms).minus(path) : forms;
            }
            default -> forms;
        };
    }

    private static SortedMap<String, FormAnswers> with(
            SortedMap<String, FormAnswers> forms, String key, FormAnswers form) {
        return Persistent.of(forms).plus(key, form);
    }

    /// With further answers; each takes the place of the one before.
    FormAnswers and(Collection<GivenAnswer> given, BiPredicate<String, ItemValue> kept) {
        if (given.isEmpty()) {
            return this;
        }
        SortedMap<String, ItemValue> all = new TreeMap<>(answers);
        for (GivenAnswer answer : given) {
            ItemValue value = answer.value();
            if (value != null && kept.test(answer.item(), value)) {
                all.put(answer.item(), value);
            } else {
                all.remove(answer.item());
            }
        }
        return new FormAnswers(on, Collections.unmodifiableSortedMap(all));
    }
}
