package org.trialbook.view.readresults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadRegistered;

/// A blinded read and its results.
///
/// @param recording the code under which the recording was registered
/// @param purpose `first`, or why there is another read: `second`, `adjudication`, `intra-reader`, `inter-reader`
/// @param further codes under which the recording that was registered with this read is read once more
/// @param subject known of the first read only, and so are site and visit
/// @param submittedAs the submission's place in the record; null until submitted
/// @param values item code → measurement; empty until submitted or when nothing could be measured
/// @param notEvaluable why nothing could be measured
public record ReadView(
        String read,
        String recording,
        String purpose,
        List<String> further,
        @Nullable String subject,
        @Nullable String site,
        @Nullable String visit,
        @Nullable String modality,
        Status status,
        @Nullable String reader,
        @Nullable Instant submittedAt,
        @Nullable Long submittedAs,
        SortedMap<String, ItemValue> values,
        @Nullable String notEvaluable) {

    /// There are many, and most have nothing of these.
    public ReadView {
        further = List.copyOf(further);
        values = values.isEmpty() ? Collections.emptySortedMap() : values;
    }

    public static final String FIRST = "first";

    public enum Status {
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("assigned")
        ASSIGNED,
        @JsonProperty("submitted")
        SUBMITTED,
        /// Of the first read: the recording was, whatever became of its reads before.
        @JsonProperty("taken-back")
        TAKEN_BACK
    }

    static ReadView unknown(String read) {
        return new ReadView(
                read,
                read,
                FIRST,
                List.of(),
                null,
                null,
                null,
                null,
                Status.REGISTERED,
                null,
                null,
                null,
                Collections.emptySortedMap(),
                null);
    }

    /// Whether it was submitted with measurements.
    public boolean measured() {
        return status == Status.SUBMITTED && notEvaluable == null;
    }

    public boolean submitted() {
        return status == Status.SUBMITTED;
    }

    /// Whether its recording was taken back.
    ///
    /// @param reads finds a read by its code
    public boolean takenBack(Function<String, @Nullable ReadView> reads) {
        ReadView first = recording.equals(read) ? this : reads.apply(recording);
        return first != null && first.status == Status.TAKEN_BACK;
    }

    /// Whether a recording is registered under its code.
    public boolean registers() {
        return purpose.equals(FIRST) && subject != null;
    }

    ReadView of(ReadRegistered event) {
        return new ReadView(
                read,
                read,
                FIRST,
                further,
                event.subject().value(),
                event.site().value(),
                event.visit(),
                event.modality(),
                status,
                reader,
                submittedAt,
                submittedAs,
                values,
                notEvaluable);
    }

    ReadView of(FurtherReadRegistered event) {
        return new ReadView(
                read,
                event.of().value(),
                event.purpose(),
                further,
                null,
                null,
                null,
                event.modality(),
                status,
                reader,
                submittedAt,
                submittedAs,
                values,
                notEvaluable);
    }

    /// Nothing brings a recording back: it is registered anew, under another code.
    ReadView at(@Nullable String nextReader, Status next) {
        return new ReadView(
                read,
                recording,
                purpose,
                further,
                subject,
                site,
                visit,
                modality,
                status == Status.TAKEN_BACK ? status : next,
                nextReader,
                submittedAt,
                submittedAs,
                values,
                notEvaluable);
    }

    /// The same, with these values, too.
    public ReadView and(Map<String, ItemValue> more) {
        SortedMap<String, ItemValue> all = new TreeMap<>(values);
        all.putAll(more);
        return with(submittedAt, submittedAs, all, notEvaluable);
    }

    ReadView with(
            @Nullable Instant at, @Nullable Long as, SortedMap<String, ItemValue> measured, @Nullable String reason) {
        return new ReadView(
                read, recording, purpose, further, subject, site, visit, modality, status, reader, at, as, measured,
                reason);
    }

    /// The recording is to be read once more.
    ReadView readAlsoAs(String code) {
        if (further.contains(code)) {
            return this;
        }
        List<String> more = new ArrayList<>(further);
        more.add(code);
        return new ReadView(
                read,
                recording,
                purpose,
                more,
                subject,
                site,
                visit,
                modality,
                status,
                reader,
                submittedAt,
                submittedAs,
                values,
                notEvaluable);
    }
}
