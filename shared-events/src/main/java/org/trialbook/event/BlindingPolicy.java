package org.trialbook.event;

import java.util.Optional;
import java.util.Set;

/// Which events somebody blinded may know of at all, and which concern a site. Their sealed fields are withheld
/// besides. Both sides ask here: what is shown, and what a receipt may count, is one decision.
public final class BlindingPolicy {

    /// The acts whose refusals say nothing of the arm. Any other refusal is withheld, one of a new act too.
    private static final Set<String> TELLABLE_REFUSALS =
            Set.of("register-subject", "sign-consent", "confirm-eligibility", "randomize");

    /// Refusals that say nothing of the arm whatever the act: they depend on the protocol's versions and on who asked.
    private static final Set<String> TELLABLE_REASONS = Set.of("form-reveals-the-arm", "opens-what-was-sealed");

    /// Refusals that say what is sealed whatever the act: how an attempt at the implant went.
    private static final Set<String> WITHHELD_REASONS = Set.of("no-successful-attempt");

    private BlindingPolicy() {}

    /// Whether the event may be shown to somebody blinded.
    ///
    /// That a crossover was asked for, or that a lead was tried again, is commoner in one arm than in the other:
    /// of the implant only that it was tried may be known, and of a crossover nothing.
    public static boolean toBlinded(TrialEvent event) {
        return switch (event) {
            case StudyEvent.ProtocolPublished _,
                    StudyEvent.SiteOpened _,
                    StudyEvent.SeedShareCommitted _,
                    StudyEvent.StudyLocked _,
                    StudyEvent.UnblindingApproved _,
                    StudyEvent.BlindingKeyRotated _,
                    StudyEvent.EnvelopesIssued _,
                    StudyEvent.KeysPinned _,
                    StudyEvent.ClockConfirmed _,
                    StudyEvent.ReadingBatchOpened _ -> true;
            // From the moment they are recorded, everybody may know.
            case StudyEvent.StudyUnblinded _, StudyEvent.AllocationDisclosed _, StudyEvent.SeedRevealed _ -> true;
            // How often somebody looks at a treatment may depend on the treatment.
            case StudyEvent.AllocationExposed _ -> false;
            case SubjectEvent.ImplantAttempted attempt -> attempt.attempt() == 1;
            case SubjectEvent.CrossoverRequested _, SubjectEvent.CrossoverApproved _, SubjectEvent.CrossoverDenied _ ->
                false;
            case SubjectEvent.SubjectRegistered _,
                    SubjectEvent.ConsentSigned _,
                    SubjectEvent.EligibilityConfirmed _,
                    SubjectEvent.EligibilityNotMet _,
                    SubjectEvent.SubjectRandomized _,
                    SubjectEvent.VisitDone _,
                    SubjectEvent.VisitMissed _,
                    SubjectEvent.AssessmentRecorded _,
                    SubjectEvent.ValueCorrected _,
                    SubjectEvent.SubjectWithdrawn _,
                    SubjectEvent.SubjectUnblinded _,
                    SubjectEvent.UnblindingAssessed _,
                    SubjectEvent.DeviationRecorded _ -> true;
            case ReadingEvent.ReadRegistered _,
                    ReadingEvent.ReadAssigned _,
                    ReadingEvent.ReadSubmitted _,
                    ReadingEvent.MediaAttached _,
                    ReadingEvent.FurtherReadRegistered _,
                    ReadingEvent.ReadReleased _ -> true;
            case ActRefused refused ->
                !WITHHELD_REASONS.contains(refused.refusal())
                        && (TELLABLE_REFUSALS.contains(refused.act()) || TELLABLE_REASONS.contains(refused.refusal()));
        };
    }

    /// Whether staff of the site may see the event: what concerns the whole study and what concerns the site. A
    /// read after its registration names no site, so site staff do not see it.
    public static boolean toSite(TrialEvent event, SiteId site) {
        return switch (event) {
            case StudyEvent.EnvelopesIssued issued -> issued.site().equals(site);
            case StudyEvent.AllocationExposed exposed ->
                exposed.subjects().stream().map(SubjectId::site).allMatch(site::equals);
            case StudyEvent.ProtocolPublished _,
                    StudyEvent.SeedShareCommitted _,
                    StudyEvent.StudyLocked _,
                    StudyEvent.UnblindingApproved _,
                    StudyEvent.BlindingKeyRotated _,
                    StudyEvent.StudyUnblinded _,
                    StudyEvent.AllocationDisclosed _,
                    StudyEvent.KeysPinned _,
                    StudyEvent.ClockConfirmed _,
                    StudyEvent.SeedRevealed _ -> true;
            case StudyEvent.SiteOpened opened -> opened.site().equals(site);
            case SubjectEvent subject -> subject.site().equals(site);
            case ReadingEvent.ReadRegistered registered -> registered.site().equals(site);
            case ReadingEvent _, StudyEvent.ReadingBatchOpened _ -> false;
            case ActRefused refused ->
                Optional.ofNullable(refused.subject())
                        .map(SubjectId::site)
                        .filter(site::equals)
                        .isPresent();
        };
    }
}
