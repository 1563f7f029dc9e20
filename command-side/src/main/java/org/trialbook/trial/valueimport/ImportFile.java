package org.trialbook.trial.valueimport;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;

/// A file of values as it can be read without knowing anybody of whom it speaks.
///
/// @param faults every one there is; with one, the file is not to be used
/// @param aside what of it is no row's, whatever the protocol asks
record ImportFile(List<Row> rows, List<Fault> faults, List<Aside> aside) {
    /// The event that tells of an import lists them, and a line of the record has its bounds.
    static final int MOST_SUBJECTS = 4_000;

    static final ImportFile NONE = new ImportFile(List.of(), List.of(), List.of());

    ImportFile {
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
        aside = List.copyOf(aside);
    }

    /// What is said of one form.
    ///
    /// @param number of the row, the heading being 1; of what is reported, the number of its first entry or message
    /// @param assessedOn null where it says none, as it may of a form that is recorded
    /// @param answers item code → answer; without a unit where the heading has none
    /// @param kept soft check → why an answer is kept that breaks it
    /// @param reported under codes of others, which the form's items say that they are reported as
    record Row(
            int number,
            SubjectId subject,
            FormInstance form,
            @Nullable LocalDate assessedOn,
            Map<String, ItemValue> answers,
            Map<String, String> kept,
            List<Observation> reported) {

        Row(
                int number,
                SubjectId subject,
                FormInstance form,
                @Nullable LocalDate assessedOn,
                Map<String, ItemValue> answers,
                Map<String, String> kept) {
            this(number, subject, form, assessedOn, answers, kept, List.of());
        }
    }

    /// What can't be read.
    ///
    /// @param column its heading, or what of an entry it is
    record Fault(int row, String column, String because) {}

    /// What is not brought in, though it can be read.
    ///
    /// @param row as of [Row]
    /// @param code under which it is reported, or what else it is
    record Aside(int row, String code, String because) {}

    static ImportFile unreadable(List<Fault> faults) {
        return new ImportFile(List.of(), faults, List.of());
    }

    static ImportFile read(ImportValues.Body body) {
        ReportedForm reported = body.reported();
        if (reported == null) {
            return CsvValues.read(body.file());
        }
        Observations observations = new Observations(reported);
        if (reported.as().equals(ReportedForm.FHIR)) {
            new FhirObservations(observations).read(body.file());
        } else {
            new DeviceMessages(observations).read(body.file());
        }
        return observations.file();
    }

    /// Of whom it speaks.
    Set<SubjectId> subjects() {
        return rows.stream().map(Row::subject).collect(Collectors.toUnmodifiableSet());
    }
}
