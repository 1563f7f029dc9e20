package org.trialbook.event;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What concerns the documents of a study (ICH E6(R3) appendix C): the protocol as it is printed, consent forms,
/// manuals.
/// The files stand beside the log, under their hashes. Of a document for those who may know the allocation, which its
/// code says, nobody else is told anything.
public sealed interface DocumentEvent extends StudyEvent {

    /// With which the code of a document begins that is for those who may know the allocation.
    String FOR_THE_UNBLINDED = "unblinded-";

    /// Its code, such as `consent-form`.
    String document();

    /// Whether it is for those alone who may know the allocation.
    static boolean isForTheUnblinded(String document) {
        return document.startsWith(FOR_THE_UNBLINDED);
    }

    @Override
    default Knowledge toBlinded() {
        return isForTheUnblinded(document()) ? Knowledge.WITHHELD : Knowledge.SHOWN;
    }

    /// A version of a document is there.
    ///
    /// @param kind `protocol`, `consent-form`, `manual` or `other`
    /// @param contentHash SHA-256 of the file, lower-case hexadecimal
    /// @param bytes its length
    @Stored("DocumentPublished")
    record DocumentPublished(
            StudyId study, String document, String version, String kind, String title, String contentHash, int bytes)
            implements DocumentEvent {}

    /// A version of a document holds at a site.
    ///
    /// @param validFrom the first day on which it does
    @Stored("DocumentActivated")
    record DocumentActivated(StudyId study, SiteId site, String document, String version, LocalDate validFrom)
            implements DocumentEvent {
        @Override
        public Set<EventTag> tags() {
            return Set.of(EventTag.of(site));
        }

        @Override
        public Optional<SiteId> aboutSite() {
            return Optional.of(site);
        }
    }

    /// Somebody opened a version of a document; who it was stands in the line's actor.
    ///
    /// @param site where they work; null of those who work at none
    @Stored("DocumentOpened")
    record DocumentOpened(StudyId study, @Nullable SiteId site, String document, String version)
            implements DocumentEvent {
        @Override
        public Optional<SiteId> aboutSite() {
            return Optional.ofNullable(site);
        }

        /// What is read elsewhere is no site's to count.
        @Override
        public boolean toSite(SiteId other) {
            return other.equals(site);
        }
    }
}
