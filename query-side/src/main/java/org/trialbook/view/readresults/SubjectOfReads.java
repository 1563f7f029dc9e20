package org.trialbook.view.readresults;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Value;

/// What a result needs to know of a subject.
///
/// @param measures visit/form/item → value, of what was recorded in centimetres or kilograms
/// @param unblindedAs place in the record of the first time that somebody learned the subject's arm; null: nobody did
public record SubjectOfReads(
        String subject,
        SortedMap<String, Value> measures,
        @Nullable Long unblindedAs) {

    SubjectOfReads unblinded(long position) {
        return unblindedAs == null ? new SubjectOfReads(subject, measures, position) : this;
    }

    /// @param value null takes the measure away
    SubjectOfReads with(String measure, @Nullable Value value) {
        SortedMap<String, Value> next = new TreeMap<>(measures);
        if (value == null) {
            next.remove(measure);
        } else {
            next.put(measure, value);
        }
        return new SubjectOfReads(subject, Collections.unmodifiableSortedMap(next), unblindedAs);
    }
}
