package org.trialbook.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What concerns one subject. Whatever reveals the allocation stands in a [Sealed] field, and nowhere else.
public sealed interface SubjectEvent extends TrialEvent
        permits SubjectEvent.SubjectRegistered,
                SubjectEvent.ConsentSigned,
                SubjectEvent.SubjectMovedToVersion,
                SubjectEvent.EligibilityConfirmed,
                SubjectEvent.ScreenFailed,
                SubjectEvent.SubjectRandomized,
                SubjectEvent.ImplantAttempted,
                SubjectEvent.CrossoverRequested,
                SubjectEvent.CrossoverApproved,
                SubjectEvent.CrossoverDenied,
                SubjectEvent.VisitDone,
                SubjectEvent.VisitMissed,
                SubjectEvent.KitDispensed,
                SubjectEvent.SubjectDiscontinued,
                SubjectEvent.SubjectUnblinded,
                SubjectEvent.UnblindingAssessed,
                SubjectEvent.DeviationRecorded,
                QueryEvent,
                CasebookEvent,
                RuleEvent,
                FormEvent,
                CorrectionEvent,
                NoteEvent {

    SubjectId subject();

    SiteId site();

    @Override
    default Optional<SubjectId> aboutSubject() {
        return Optional.of(subject());
    }

    @Override
    default Set<EventTag> tags() {
        return Set.of(EventTag.of(subject()), EventTag.of(site()));
    }

    @Override
    default boolean toSite(SiteId site) {
        return site().equals(site);
    }

    /// A person was screened and given a number.
    ///
    /// @param sex `female`, `male` or `other`
    @Stored("SubjectRegistered")
    record SubjectRegistered(
            StudyId study, SubjectId subject, SiteId site, LocalDate registeredOn, int birthYear, String sex)
            implements SubjectEvent, ToBlinded.Shown {}

    @Stored("ConsentSigned")
    record ConsentSigned(StudyId study, SubjectId subject, SiteId site, LocalDate signedOn, String consentVersion)
            implements SubjectEvent, ToBlinded.Shown {}

    /// The subject comes under a later version of the protocol, to which it has consented anew.
    ///
    /// @param consentVersion the version of the consent's text
    @Stored("SubjectMovedToVersion")
    record SubjectMovedToVersion(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String protocolVersion,
            LocalDate consentedOn,
            String consentVersion)
            implements SubjectEvent, ToBlinded.Shown {}

    /// Every criterion was answered and the rules of the protocol, computed, hold.
    ///
    /// @param answers item code → answer
    /// @param strata stratification factor code → level, without the site
    @Stored("EligibilityConfirmed")
    record EligibilityConfirmed(
            StudyId study,
            SubjectId subject,
            SiteId site,
            LocalDate confirmedOn,
            Map<String, ItemValue> answers,
            Map<String, String> strata)
            implements SubjectEvent, ToBlinded.Shown {}

    /// Every criterion was answered and at least one rule does not hold: a screening failure.
    @Stored("EligibilityNotMet")
    record ScreenFailed(
            StudyId study,
            SubjectId subject,
            SiteId site,
            LocalDate assessedOn,
            Map<String, ItemValue> answers,
            List<String> criteriaNotMet)
            implements SubjectEvent, ToBlinded.Shown {}

    /// The subject was allocated.
    ///
    /// @param stratum the subject's stratum, such as `aetiology=ischaemic;site=01`
    /// @param randomizationNumber 1 for the study's first randomized subject
    @Stored("SubjectRandomized")
    record SubjectRandomized(
            StudyId study,
            SubjectId subject,
            SiteId site,
            LocalDate randomizedOn,
            String stratum,
            int randomizationNumber,
            @Padded(32) Sealed<ArmCode> arm)
            implements SubjectEvent, ToBlinded.ShownWithoutSealedFields {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(subject), EventTag.of(site), new EventTag(EventTag.STRATUM, stratum));
        }
    }

    /// An implant was attempted. What was tried, and how it went, reveals the arm, and is sealed as one; of version 1
    /// it was [ImplantAttemptVersion1].
    ///
    /// @param attempt 1 for the subject's first
    @Stored(value = "ImplantAttempted", version = 2, conversions = SaidAlike.class)
    record ImplantAttempted(
            StudyId study,
            SubjectId subject,
            SiteId site,
            LocalDate performedOn,
            int attempt,
            @Padded(value = 6144, before = 3072) Sealed<ImplantAttempt> detail)
            implements SubjectEvent {
        /// Only that it was tried may be known: that another lead was tried is commoner in one arm than in the
        /// other.
        @Override
        public Knowledge toBlinded() {
            return attempt == 1 ? Knowledge.SHOWN_WITHOUT_SEALED_FIELDS : Knowledge.WITHHELD;
        }
    }

    /// Withheld like what follows it: that a crossover was asked for is commoner in one arm than in the other.
    ///
    /// @param crossover 1 for the subject's first request
    /// @param requestedBy the id of the account that asked: somebody else has to approve
    @Stored("CrossoverRequested")
    record CrossoverRequested(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int crossover,
            String requestedBy,
            @Padded(2560) Sealed<Crossover> detail)
            implements SubjectEvent, ToBlinded.Withheld {}

    @Stored("CrossoverApproved")
    record CrossoverApproved(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int crossover,
            String approvedBy,
            @Padded(2304) Sealed<String> note)
            implements SubjectEvent, ToBlinded.Withheld {}

    @Stored("CrossoverDenied")
    record CrossoverDenied(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int crossover,
            String deniedBy,
            @Padded(2304) Sealed<String> note)
            implements SubjectEvent, ToBlinded.Withheld {}

    /// @param window null where the protocol ties the visit to no date
    /// @param daysOutside see [VisitWindow#daysOutside]: anything but 0 is a deviation
    @Stored("VisitDone")
    record VisitDone(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String visit,
            LocalDate doneOn,
            @Nullable VisitWindow window,
            int daysOutside)
            implements SubjectEvent, ToBlinded.Shown {}

    /// @param reason one of the protocol's reasons for a missed visit
    @Stored("VisitMissed")
    record VisitMissed(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String visit,
            String reason,
            @Nullable VisitWindow window) implements SubjectEvent, ToBlinded.Shown {}

    /// A subject was given a treatment kit, which the record picked: its number says nothing, and its arm stands
    /// with the shipment, sealed.
    ///
    /// @param dispensing 1 for the subject's first
    @Stored("KitDispensed")
    record KitDispensed(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String visit,
            String product,
            String kit,
            int dispensing,
            LocalDate dispensedOn)
            implements SubjectEvent, ToBlinded.Shown {}

    /// @param reason one of the protocol's reasons for withdrawal
    @Stored("SubjectWithdrawn")
    record SubjectDiscontinued(
            StudyId study,
            SubjectId subject,
            SiteId site,
            LocalDate withdrawnOn,
            String reason,
            @Padded(2304) Sealed<String> note)
            implements SubjectEvent, ToBlinded.ShownWithoutSealedFields {}

    /// Somebody learned this subject's arm who was not meant to, or was meant to for a reason (ICH E6(R3) 3.16.1).
    /// The arm itself is not repeated here.
    ///
    /// @param unblinding 1 for the subject's first
    /// @param kind `emergency`, `code-break` (an opened envelope, entered afterwards) or `inadvertent`
    /// @param reason one of the protocol's reasons for that kind
    /// @param recipient who learned the arm: name and function
    /// @param envelope the issue of the opened envelope; null unless it is a code break
    /// @param on the day on which it happened
    @Stored("SubjectUnblinded")
    record SubjectUnblinded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int unblinding,
            String kind,
            String reason,
            String recipient,
            @Nullable Integer envelope,
            LocalDate on,
            @Padded(2304) Sealed<String> note)
            implements SubjectEvent, ToBlinded.ShownWithoutSealedFields {}

    /// What an unplanned unblinding means for the subject's data.
    ///
    /// @param impact one of the protocol's impacts
    @Stored("UnblindingAssessed")
    record UnblindingAssessed(
            StudyId study,
            SubjectId subject,
            SiteId site,
            int unblinding,
            String impact,
            @Padded(2304) Sealed<String> note)
            implements SubjectEvent, ToBlinded.ShownWithoutSealedFields {}

    /// Something went otherwise than the protocol says; the subject stays in the trial, and where randomized,
    /// randomized (ICH E9: intention to treat).
    ///
    /// @param deviation one of the protocol's deviations
    @Stored("DeviationRecorded")
    record DeviationRecorded(
            StudyId study,
            SubjectId subject,
            SiteId site,
            String deviation,
            LocalDate on,
            @Padded(2304) Sealed<String> note)
            implements SubjectEvent, ToBlinded.ShownWithoutSealedFields {}
}
