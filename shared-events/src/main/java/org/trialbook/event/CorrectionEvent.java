package org.trialbook.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What puts right what was recorded of a subject, beside the answers of its forms ([FormEvent.ValueCorrected]).
/// What was recorded first stays in the record.
public sealed interface CorrectionEvent extends SubjectEvent {

    /// A fact of the subject's course was corrected (21 CFR 11.10(e)).
    ///
    /// @param visit which one; null unless the fact is a visit
    /// @param from what the fact said → as it stood, of what is corrected; days as in ISO 8601
    /// @param to the same → what it should have said
    /// @param moved the visits that were recorded and lie otherwise in their windows by it
    /// @param because open, as of every correction on which nothing sealed depends
    @Stored("FactCorrected")
    record FactCorrected(
            StudyId study,
            SubjectId subject,
            SiteId site,
            CourseFact fact,
            @Nullable String visit,
            Map<String, String> from,
            Map<String, String> to,
            Map<String, MovedVisit> moved,
            String because)
            implements CorrectionEvent, ToBlinded.Shown {

        public Optional<String> text(String field) {
            return Optional.ofNullable(to.get(field));
        }

        public Optional<LocalDate> day(String field) {
            return text(field).map(LocalDate::parse);
        }
    }

    /// A form, an entry of one that repeats, or what became of a visit was recorded where it does not belong: of
    /// another subject, say, or twice. From then on it counts nowhere, and its place can be recorded again.
    ///
    /// @param visit null of a form that stands outside of any visit
    /// @param form null of a visit
    /// @param key which entry; null of a form that does not repeat, and of a visit
    /// @param because null where `becauseSealed` holds it
    /// @param becauseSealed of a form with something sealed: why is free text; null of everything else
    @Stored("EnteredInError")
    record EnteredInError(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            @Nullable String because,
            @Padded(2304) @Nullable Sealed<String> becauseSealed)
            implements CorrectionEvent, ToBlinded.ShownWithoutSealedFields {

        /// The form that it concerns; empty of a visit.
        public Optional<FormInstance> instance() {
            return Optional.ofNullable(form).map(code -> new FormInstance(visit, code, key));
        }
    }

    /// After the randomization, answers to eligibility questions were corrected. The subject stays where it was
    /// allocated (ICH E9: intention to treat): `drawn` is the stratum of the randomization, and beside it
    /// stands the true one.
    ///
    /// @param from item code → the answer as it stood, of what is corrected
    /// @param to the same → what it should have been
    /// @param drawn stratification factor code → level by which the subject was randomized
    /// @param strata the same by the answers as they stand now; empty where they belong to no stratum
    /// @param criteriaNotMet by the answers as they stand now
    @Stored("EligibilityCorrected")
    record EligibilityCorrected(
            StudyId study,
            SubjectId subject,
            SiteId site,
            Map<String, ItemValue> from,
            Map<String, ItemValue> to,
            Map<String, String> drawn,
            Map<String, String> strata,
            List<String> criteriaNotMet,
            String because)
            implements CorrectionEvent, ToBlinded.Shown {}

    /// An answer of an attempt at the implant was corrected. Withheld whichever attempt it is: what is wrong
    /// with one is commoner in one arm than in the other.
    ///
    /// @param attempt which one, from 1
    @Stored("AttemptCorrected")
    record AttemptCorrected(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int attempt,
            @Padded(10752) Sealed<AttemptCorrection> detail) implements CorrectionEvent, ToBlinded.Withheld {}

    /// An attempt at the implant was recorded that never was, or was another subject's. From then on it counts nowhere,
    /// and the next one that is recorded has its number. Attempts are marked from the last to the first.
    ///
    /// @param attempt which one, from 1
    /// @param because sealed: it speaks of what was tried
    @Stored("AttemptEnteredInError")
    record AttemptEnteredInError(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int attempt,
            @Padded(2304) Sealed<String> because) implements CorrectionEvent {
        /// As of the attempt itself: that there was a further one tells.
        @Override
        public Knowledge toBlinded() {
            return attempt == 1 ? Knowledge.SHOWN_WITHOUT_SEALED_FIELDS : Knowledge.WITHHELD;
        }
    }
}
