package org.trialbook.trial.valueimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.valueimport.ImportFile.Aside;
import org.trialbook.trial.valueimport.ImportFile.Fault;
import org.trialbook.trial.valueimport.ImportFile.Row;

/// What others report of subjects, gathered while their file is read: what is said of one subject becomes one row, of
/// the form that the request names.
final class Observations {
    private final ReportedForm form;
    private final Map<SubjectId, List<Observation>> subjects = new LinkedHashMap<>();
    private final Set<List<String>> people = new LinkedHashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Aside> aside = new ArrayList<>();

    Observations(ReportedForm form) {
        this.form = form;
    }

    void fault(int entry, String what, String because) {
        faults.add(new Fault(entry, what, because));
    }

    void aside(int entry, String what, String because) {
        aside.add(new Aside(entry, what, because));
    }

    /// Something that names a person.
    void names(int entry, String what) {
        fault(entry, what, "it names somebody: a file is sent without what says who a subject is");
    }

    /// What is observed of somebody; without a code it is nobody's answer.
    ///
    /// @param names all by which the file names the subject
    void add(List<String> names, Observation observation) {
        if (observation.codes().isEmpty()) {
            aside(observation.entry(), "", "it says no code, or not whose code it is");
            return;
        }
        SubjectId subject = whose(observation.entry(), names);
        if (subject != null) {
            subjects.computeIfAbsent(subject, first -> new ArrayList<>()).add(observation);
        }
    }

    private @Nullable SubjectId whose(int entry, List<String> names) {
        boolean first = people.add(names);
        String given = form.subject();
        if (given != null) {
            if (first && people.size() > 1) {
                fault(entry, "subject", "one subject's file speaks of one person");
            }
            return number(given).orElseGet(() -> {
                if (first) {
                    fault(entry, "subject", "it is no subject's number");
                }
                return null;
            });
        }
        List<SubjectId> numbers =
                names.stream().flatMap(name -> number(name).stream()).distinct().toList();
        if (numbers.size() != 1 && first) {
            fault(
                    entry,
                    "subject",
                    numbers.isEmpty()
                            ? "it names no subject by its number: the request says whose file it is"
                            : "it names several subjects");
        }
        return numbers.size() == 1 ? numbers.getFirst() : null;
    }

    private static Optional<SubjectId> number(String name) {
        try {
            return Optional.of(new SubjectId(name));
        } catch (MalformedIdException e) {
            return Optional.empty();
        }
    }

    ImportFile file() {
        List<Row> rows = new ArrayList<>();
        subjects.forEach((subject, reported) -> rows.add(new Row(
                reported.getFirst().entry(), subject, form.instance(), null, form.typed(), Map.of(), reported)));
        if (rows.isEmpty() && faults.isEmpty()) {
            fault(1, "", "nothing is reported in it that is final");
        }
        if (rows.size() > 1 && !form.typed().isEmpty()) {
            fault(1, "answers", "answers stand beside a file that speaks of one subject");
        }
        if (rows.size() > ImportFile.MOST_SUBJECTS) {
            fault(1, "subject", "a file speaks of at most %d subjects".formatted(ImportFile.MOST_SUBJECTS));
        }
        return new ImportFile(rows, faults, aside);
    }
}
