package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What concerns the study as a whole.
public sealed interface StudyEvent extends TrialEvent
        permits StudyEvent.ProtocolPublished,
                StudyEvent.AmendmentApproved,
                StudyEvent.VersionActivated,
                UrgentVersionEvent,
                StudyEvent.SiteOpened,
                StudyEvent.SeedShareCommitted,
                StudyEvent.SeedRevealed,
                StudyEvent.PreparedListRevealed,
                StudyEvent.StudyLocked,
                StudyEvent.UnblindingApproved,
                StudyEvent.StudyUnblinded,
                StudyEvent.AllocationDisclosed,
                StudyEvent.BlindingKeyRotated,
                StudyEvent.EnvelopesIssued,
                StudyEvent.ReadingBatchOpened,
                StudyEvent.AllocationAccessed,
                StudyEvent.KeysPinned,
                StudyEvent.ClockConfirmed,
                KitEvent,
                DataCutNamed,
                VerificationSampleDrawn,
                NormalRangeSet,
                DocumentEvent,
                ListEvent,
                DictionaryEvent,
                ImportEvent {

    @Override
    default boolean toSite(SiteId site) {
        return aboutSite().map(site::equals).orElse(true);
    }

    /// What concerns a site, a subject or a read has tags of its own.
    @Override
    default Set<EventTag> tags() {
        return Set.of();
    }

    /// The study's protocol came into force.
    ///
    /// @param protocolVersion the version the protocol gives itself
    /// @param contentHash SHA-256 of the file's UTF-8 bytes, lower-case hexadecimal
    /// @param inLine the protocol file, exactly as published; null where no line holds it: it stands beside the log
    ///     then, under its hash, see [TextsBesideTheLog]
    /// @param awaitsSites whether each site that is open goes on under its version until [VersionActivated];
    ///     otherwise it holds everywhere at once, as every version of earlier releases did
    @Stored(
            value = "ProtocolPublished",
            version = 4,
            conversions = {WithoutSeedCommitment.class, SaidAlike.class, EverywhereAtOnce.class})
    record ProtocolPublished(
            StudyId study,
            String protocolVersion,
            String contentHash,
            @JsonProperty("content") @Nullable String inLine,
            boolean awaitsSites)
            implements StudyEvent, ToBlinded.Shown {

        /// Takes a file of any length; one that no line holds is put beside the log by whoever records the event.
        public ProtocolPublished {
            if (inLine != null && !TextsBesideTheLog.fitsALine(inLine) && TextsBesideTheLog.keep(contentHash, inLine)) {
                inLine = null;
            }
        }

        /// One that holds everywhere at once.
        public ProtocolPublished(StudyId study, String protocolVersion, String contentHash, @Nullable String content) {
            this(study, protocolVersion, contentHash, content, false);
        }

        /// The protocol file, exactly as published.
        ///
        /// @throws TextMissingException when it stands beside the log and is not there
        public String content() {
            return inLine == null ? TextsBesideTheLog.text(contentHash) : inLine;
        }
    }

    /// Version 1 named a commitment to the one seed of the study, empty since each of two parties commits by
    /// [SeedShareCommitted]. The allocation never depended on it.
    final class WithoutSeedCommitment implements Conversion {
        @Override
        public void toNext(ObjectNode payload) {
            payload.remove("seedCommitment");
        }
    }

    /// Until version 3 a version held everywhere as soon as it was published.
    final class EverywhereAtOnce implements Conversion {
        @Override
        public void toNext(ObjectNode payload) {
            payload.put("awaitsSites", false);
        }
    }

    /// Somebody who may know the arms has approved that a version touches what is sealed, before it is published.
    ///
    /// @param contentHash SHA-256 of the file's UTF-8 bytes, lower-case hexadecimal: what is approved
    /// @param approvedBy the id of the approver's account
    @Stored("AmendmentApproved")
    record AmendmentApproved(StudyId study, String protocolVersion, String contentHash, String approvedBy)
            implements StudyEvent, ToBlinded.Shown {}

    /// A version of the protocol holds at a site from now on: its ethics committee has approved it.
    ///
    /// @param approvedOn the day of the committee's approval
    /// @param approval the committee's reference
    @Stored("VersionActivated")
    record VersionActivated(StudyId study, SiteId site, String protocolVersion, LocalDate approvedOn, String approval)
            implements StudyEvent, ToBlinded.Shown {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(site));
        }

        @Override
        public Optional<SiteId> aboutSite() {
            return Optional.of(site);
        }
    }

    /// A site may enrol from now on.
    ///
    /// @param zone the site's IANA time zone, such as `Europe/Berlin`
    @Stored("SiteOpened")
    record SiteOpened(StudyId study, SiteId site, String name, String zone) implements StudyEvent, ToBlinded.Shown {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(site));
        }

        @Override
        public Optional<SiteId> aboutSite() {
            return Optional.of(site);
        }
    }

    /// A party of the seed has fixed its share, before anybody could know the other party's.
    ///
    /// @param party `sponsor` or `statistician`
    /// @param commitment SHA-256 commitment to the share, lower-case hexadecimal
    @Stored("SeedShareCommitted")
    record SeedShareCommitted(StudyId study, String party, String commitment) implements StudyEvent, ToBlinded.Shown {}

    /// Both shares of the seed in clear, after the study was unblinded: from here on everybody can recompute the
    /// allocation.
    ///
    /// @param sponsorShare 32 bytes, lower-case hexadecimal
    /// @param statisticianShare 32 bytes, lower-case hexadecimal
    @Stored("SeedRevealed")
    record SeedRevealed(StudyId study, String sponsorShare, String statisticianShare)
            implements StudyEvent, ToBlinded.Shown {}

    /// A part of a list that was prepared elsewhere, after the study was unblinded: the parts one behind the other
    /// are the file to which the protocol had committed.
    ///
    /// @param list the commitment: SHA-256 of the whole file, lower-case hexadecimal
    /// @param part 1 for the first
    /// @param parts how many there are
    /// @param text the file's characters, at most 32,000 of them
    @Stored("PreparedListRevealed")
    record PreparedListRevealed(StudyId study, String list, int part, int parts, String text)
            implements StudyEvent, ToBlinded.Shown {}

    /// Nothing more is recorded of any subject or read: the data are final.
    @Stored("StudyLocked")
    record StudyLocked(StudyId study, String reason) implements StudyEvent, ToBlinded.Shown {}

    /// One half of the quorum that unblinds a study.
    ///
    /// @param role the approver's role, as in tokens
    /// @param approvedBy the id of the approver's account
    @Stored("UnblindingApproved")
    record UnblindingApproved(StudyId study, String role, String approvedBy) implements StudyEvent, ToBlinded.Shown {}

    /// The study was unblinded as planned (ICH E6(R3) 3.16.1), for everybody at once.
    ///
    /// @param approvedBy the ids of the accounts that approved
    /// @param subjects how many allocations are disclosed with it
    @Stored("StudyUnblinded")
    record StudyUnblinded(StudyId study, List<String> approvedBy, int subjects)
            implements StudyEvent, ToBlinded.Shown {}

    /// Allocations in clear, recorded in the act that unblinds the study.
    ///
    /// @param arms subject → arm, at most 500 of them
    @Stored("AllocationDisclosed")
    record AllocationDisclosed(StudyId study, Map<String, ArmCode> arms) implements StudyEvent, ToBlinded.Shown {}

    /// From here on another blinding key seals; what the old one sealed stays as it is.
    ///
    /// @param oldKey the id of the key that sealed until now
    /// @param newKey the id of the key that seals from now on
    @Stored("BlindingKeyRotated")
    record BlindingKeyRotated(StudyId study, String oldKey, String newKey, String reason)
            implements StudyEvent, ToBlinded.Shown {}

    /// Code-break envelopes for a site were made: one for each of the subjects, with the arm inside.
    ///
    /// @param issue 1 for the site's first set
    @Stored("EnvelopesIssued")
    record EnvelopesIssued(StudyId study, SiteId site, int issue, List<SubjectId> subjects)
            implements StudyEvent, ToBlinded.Shown {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(site));
        }

        @Override
        public Optional<SiteId> aboutSite() {
            return Optional.of(site);
        }
    }

    /// From here on readers may claim what was registered before and nobody has. It comes in batches, so that no
    /// claim tells by its moment whose recording it is, at which visit it was made, or why it is read.
    ///
    /// @param reads how many became claimable
    /// @param subjects of how many subjects their recordings are
    /// @param reason why the batch may be of fewer subjects than one that mixes them; null when it is not said
    @Stored("ReadingBatchOpened")
    record ReadingBatchOpened(
            StudyId study,
            String modality,
            int reads,
            int subjects,
            @Nullable String reason) implements StudyEvent, ToBlinded.Shown {
        /// It tells how many subjects of other sites there are recordings of.
        @Override
        public boolean toSite(SiteId site) {
            return false;
        }
    }

    /// Somebody was shown what is sealed: the exposure ledger. Who it was stands in the line's actor.
    ///
    /// It carries no subject's tag: looking at a subject must not stand in the way of whoever acts on it. And it is
    /// withheld: how often somebody looks at a treatment may depend on the treatment.
    ///
    /// @param view through which question or page, such as `unblinded-allocation`
    /// @param subjects of whom it showed anything
    @Stored("AllocationExposed")
    record AllocationAccessed(StudyId study, String view, List<SubjectId> subjects)
            implements StudyEvent, ToBlinded.Withheld {
        @Override
        public boolean toSite(SiteId site) {
            return subjects.stream().map(SubjectId::site).allMatch(site::equals);
        }
    }

    /// The keys with which the record is kept, so that others in their place are noticed before anything is
    /// recorded with them. An entry counts from the first pin on that has it.
    ///
    /// @param logKey the log's first public key, as in `log.pub`
    /// @param blindingKeys id → check value of each blinding key, which tells nothing of the key
    @Stored("KeysPinned")
    record KeysPinned(StudyId study, String logKey, Map<String, String> blindingKeys)
            implements StudyEvent, ToBlinded.Shown {}

    /// An operator has read the time from something else than the machine, and its clock was right.
    ///
    /// @param clock what the clock said
    /// @param recorded when the last event before this one was recorded; later than `clock` where a clock had been
    ///     ahead: then what follows bears that time until the clock has passed it. Null in an empty log
    @Stored("ClockConfirmed")
    record ClockConfirmed(
            StudyId study, Instant clock, @Nullable Instant recorded, String reason)
            implements StudyEvent, ToBlinded.Shown {}
}
