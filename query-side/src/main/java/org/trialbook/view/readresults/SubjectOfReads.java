package org.trialbook.view.readresults;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormAnswers;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;

/// What a result needs to know of a subject.
///
/// @param forms see [FormInstance#path]; of the open answers those that are in centimetres or kilograms
/// @param recordings codes under which its recordings were registered that count
/// @param unblindedAs place in the record of the first time that somebody learned the subject's arm; null: nobody did
public record SubjectOfReads(
        String subject,
        SortedMap<String, FormAnswers> forms,
        List<String> recordings,
        @Nullable Long unblindedAs) {

    public SubjectOfReads {
        recordings = List.copyOf(recordings);
    }

    SubjectOfReads with(String recording) {
        if (recordings.contains(recording)) {
            return this;
        }
        List<String> more = new ArrayList<>(recordings);
        more.add(recording);
        return new SubjectOfReads(subject, forms, more, unblindedAs);
    }

    SubjectOfReads without(String recording) {
        List<String> rest =
                recordings.stream().filter(other -> !other.equals(recording)).toList();
        return new SubjectOfReads(subject, forms, rest, unblindedAs);
    }

    SubjectOfReads unblinded(long position) {
        return unblindedAs == null ? new SubjectOfReads(subject, forms, recordings, position) : this;
    }

    SubjectOfReads with(SortedMap<String, FormAnswers> next) {
        return new SubjectOfReads(subject, next, recordings, unblindedAs);
    }

    /// Null where nothing was measured, or the measure was withdrawn.
    @Nullable
    ItemValue measure(String visit, String form, String item) {
        FormAnswers answered = forms.get(new FormInstance(visit, form, null).path());
        return answered == null ? null : answered.answers().get(item);
    }
}
