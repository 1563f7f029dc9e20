package org.trialbook.event;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What stands on one subject's forms, and which forms there are.
public sealed interface FormEvent extends SubjectEvent {

    /// A form was filled in.
    ///
    /// @param visit null of a form that stands outside of any visit
    /// @param key which entry it is; null of a form that does not repeat
    /// @param values item code → answer, for the items that reveal nothing
    /// @param revealing item code → answer, for the items the protocol marks `reveals-the-arm`; sealed as one,
    ///     because which of them were answered tells as much as the answers; null where the form has no such item
    /// @param kept soft check → why answers were recorded that break it, on a form of which nothing is sealed
    /// @param keptSealed the same of a form with something sealed: a reason is free text, and which check was
    ///     broken tells of the answers; null where the form has no soft checks, or nothing sealed
    @Stored(
            value = "AssessmentRecorded",
            version = 3,
            conversions = {WithoutKeptReasons.class, WithoutFormKey.class})
    record AssessmentRecorded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Nullable String visit,
            String form,
            @Nullable String key,
            LocalDate assessedOn,
            Map<String, ItemValue> values,
            @Padded(4096) @Nullable Sealed<Map<String, ItemValue>> revealing,
            Map<String, String> kept,
            @Padded(4608) @Nullable Sealed<Map<String, String>> keptSealed)
            implements FormEvent, ToBlinded.ShownWithoutSealedFields {

        /// A form that does not repeat.
        public AssessmentRecorded(
                StudyId study,
                SubjectId subject,
                SiteId site,
                String visit,
                String form,
                LocalDate assessedOn,
                Map<String, ItemValue> values,
                @Nullable Sealed<Map<String, ItemValue>> revealing,
                Map<String, String> kept,
                @Nullable Sealed<Map<String, String>> keptSealed) {
            this(study, subject, site, visit, form, null, assessedOn, values, revealing, kept, keptSealed);
        }

        /// A form that does not repeat, whose answers broke no soft check.
        public AssessmentRecorded(
                StudyId study,
                SubjectId subject,
                SiteId site,
                String visit,
                String form,
                LocalDate assessedOn,
                Map<String, ItemValue> values,
                @Nullable Sealed<Map<String, ItemValue>> revealing) {
            this(study, subject, site, visit, form, assessedOn, values, revealing, Map.of(), null);
        }

        /// Where the form stands.
        public FormInstance instance() {
            return new FormInstance(visit, form, key);
        }
    }

    /// A recorded answer was corrected; the first answer stays in the record. For an item that reveals the arm all
    /// of it, the item's name included, stands in `revealing` and nowhere else. For another item of a form that has
    /// such an item, `revealing` holds it with its reason, and `correction` without: a reason is free text.
    ///
    /// @param visit null of a form that stands outside of any visit
    /// @param key which entry is corrected; null of a form that does not repeat
    /// @param correction null when `revealing` alone holds it
    /// @param revealing null when `correction` holds all of it
    /// @param kept soft check → why the corrected answers break it, as of [AssessmentRecorded]
    /// @param keptSealed the same of a form with something sealed
    @Stored(
            value = "ValueCorrected",
            version = 3,
            conversions = {WithoutKeptReasons.class, WithoutFormKey.class})
    record ValueCorrected(
            StudyId study,
            SubjectId subject,
            SiteId site,
            @Nullable String visit,
            String form,
            @Nullable String key,
            @Nullable Correction correction,
            @Padded(4608) @Nullable Sealed<Correction> revealing,
            Map<String, String> kept,
            @Padded(4608) @Nullable Sealed<Map<String, String>> keptSealed)
            implements FormEvent, ToBlinded.ShownWithoutSealedFields {

        /// A correction of a form that does not repeat.
        public ValueCorrected(
                StudyId study,
                SubjectId subject,
                SiteId site,
                String visit,
                String form,
                @Nullable Correction correction,
                @Nullable Sealed<Correction> revealing,
                Map<String, String> kept,
                @Nullable Sealed<Map<String, String>> keptSealed) {
            this(study, subject, site, visit, form, null, correction, revealing, kept, keptSealed);
        }

        /// A correction of a form that does not repeat, which breaks no soft check.
        public ValueCorrected(
                StudyId study,
                SubjectId subject,
                SiteId site,
                String visit,
                String form,
                @Nullable Correction correction,
                @Nullable Sealed<Correction> revealing) {
            this(study, subject, site, visit, form, correction, revealing, Map.of(), null);
        }

        /// Where the form stands.
        public FormInstance instance() {
            return new FormInstance(visit, form, key);
        }
    }

    /// A form was added to one of the subject's visits; from then on it is the visit's like those that the protocol has
    /// there. That it was, everybody is told who is told of forms. Why may tell the arm.
    @Stored("FormAdded")
    record FormAdded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String visit,
            String form,
            @Padded(2304) Sealed<String> because)
            implements FormEvent, ToBlinded.ShownWithoutSealedFields {}
}
