package org.trialbook.view.readresults;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormAnswers;
import org.trialbook.event.ItemValue;

/// What a result needs to know of a subject.
///
/// @param forms see [FormAnswers#key]; of the open answers those that are in centimetres or kilograms
/// @param unblindedAs place in the record of the first time that somebody learned the subject's arm; null: nobody did
public record SubjectOfReads(
        String subject,
        SortedMap<String, FormAnswers> forms,
        @Nullable Long unblindedAs) {

    SubjectOfReads unblinded(long position) {
        return unblindedAs == null ? new SubjectOfReads(subject, forms, position) : this;
    }

    SubjectOfReads with(SortedMap<String, FormAnswers> next) {
        return new SubjectOfReads(subject, next, unblindedAs);
    }

    /// Null where nothing was measured, or the measure was withdrawn.
    @Nullable
    ItemValue measure(String visit, String form, String item) {
        FormAnswers answered = forms.get(FormAnswers.key(visit, form));
        return answered == null ? null : answered.answers().get(item);
    }
}
