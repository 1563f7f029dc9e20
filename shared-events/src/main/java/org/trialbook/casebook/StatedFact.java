package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;

/// What a fact of a subject's course says that can be corrected.
///
/// @param visit null unless it is one
/// @param fields by their names in the event and in the request; days as in ISO 8601
public record StatedFact(CourseFact fact, @Nullable String visit, SortedMap<String, String> fields) {

    /// What the event states; empty where it states nothing that is corrected as a fact.
    public static Optional<StatedFact> of(SubjectEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case SubjectRegistered e ->
                        stated(CourseFact.REGISTRATION)
                                .with("registeredOn", e.registeredOn())
                                .with("birthYear", e.birthYear())
                                .with("sex", e.sex());
                    case ConsentSigned e ->
                        stated(CourseFact.CONSENT)
                                .with("signedOn", e.signedOn())
                                .with("consentVersion", e.consentVersion());
                    case VisitDone e -> visit(e.visit()).with("doneOn", e.doneOn());
                    case VisitMissed e -> visit(e.visit()).with("reason", e.reason());
                    case ImplantAttempted e
                    when e.attempt() == 1 -> stated(CourseFact.IMPLANT).with("performedOn", e.performedOn());
                    case SubjectDiscontinued e ->
                        stated(CourseFact.WITHDRAWAL)
                                .with("withdrawnOn", e.withdrawnOn())
                                .with("reason", e.reason());
                    default -> null;
                });
    }

    private static StatedFact stated(CourseFact fact) {
        return new StatedFact(fact, null, Collections.emptySortedMap());
    }

    private static StatedFact visit(String visit) {
        return new StatedFact(CourseFact.VISIT, visit, Collections.emptySortedMap());
    }

    private StatedFact with(String field, Object value) {
        SortedMap<String, String> more = new TreeMap<>(fields);
        more.put(field, value.toString());
        return new StatedFact(fact, visit, Collections.unmodifiableSortedMap(more));
    }

    /// The same fact, as it was corrected.
    StatedFact corrected(FactCorrected correction) {
        SortedMap<String, String> standing = new TreeMap<>(fields);
        standing.putAll(correction.to());
        return new StatedFact(fact, visit, Collections.unmodifiableSortedMap(standing));
    }

    /// Whether a field holds a day.
    public static boolean isDay(String field) {
        return field.endsWith("On");
    }

    public Optional<LocalDate> day(String field) {
        return Optional.ofNullable(fields.get(field)).map(LocalDate::parse);
    }
}
