package org.trialbook.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.DocumentEvent;
import org.trialbook.event.DocumentEvent.DocumentActivated;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// The documents of a study with their versions, since when each holds at which site, and who opened it.
public final class StudyDocuments {
    private final Map<String, Version> versions = new LinkedHashMap<>();

    /// One version of a document.
    public static final class Version {
        private final DocumentPublished published;
        private final Instant publishedAt;
        private final SortedMap<String, LocalDate> sites = new TreeMap<>();
        private final Map<String, Opening> openings = new LinkedHashMap<>();

        private Version(DocumentPublished published, Instant publishedAt) {
            this.published = published;
            this.publishedAt = publishedAt;
        }

        public DocumentPublished published() {
            return published;
        }

        public Instant publishedAt() {
            return publishedAt;
        }

        /// The first day on which it holds at the site; null where it does not.
        public @Nullable LocalDate validFrom(SiteId site) {
            return sites.get(site.value());
        }

        /// Site → the first day on which it holds there.
        public SortedMap<String, LocalDate> sites() {
            return sites;
        }

        /// When the account opened it; null where it has not.
        public @Nullable Opening openedBy(String account) {
            return openings.get(account);
        }

        /// In the order in which it was opened.
        public Collection<Opening> openings() {
            return openings.values();
        }
    }

    /// @param role in which it was opened
    /// @param site null of those who work at none
    public record Opening(
            String by, String name, String role, @Nullable String site, Instant at) {}

    /// @param by null where the record does not say
    public void apply(TrialEvent event, Instant at, EventLine.@Nullable Actor by) {
        switch (event) {
            case DocumentPublished e -> versions.put(key(e.document(), e.version()), new Version(e, at));
            case DocumentActivated e ->
                version(e.document(), e.version())
                        .ifPresent(version -> version.sites.put(e.site().value(), e.validFrom()));
            case DocumentOpened e -> {
                if (by != null) {
                    version(e.document(), e.version())
                            .ifPresent(version -> version.openings.putIfAbsent(
                                    by.id(), new Opening(by.id(), by.name(), by.role(), by.site(), at)));
                }
            }
            default -> {}
        }
    }

    public Optional<Version> version(String document, String version) {
        return Optional.ofNullable(versions.get(key(document, version)));
    }

    /// In the order in which they were published.
    ///
    /// @param blinded whether those are left out that are for those who may know the allocation
    public List<Version> all(boolean blinded) {
        List<Version> all = new ArrayList<>(versions.values());
        all.removeIf(version ->
                blinded && DocumentEvent.isForTheUnblinded(version.published().document()));
        return all;
    }

    /// Of the versions of a document that hold at a site on a day, the one that holds since last.
    public Optional<Version> inForce(String document, SiteId site, LocalDate on) {
        Version found = null;
        for (Version version : versions.values()) {
            LocalDate from = version.validFrom(site);
            boolean holds = version.published().document().equals(document) && from != null && !from.isAfter(on);
            if (holds
                    && (found == null
                            || !Objects.requireNonNull(found.validFrom(site)).isAfter(from))) {
                found = version;
            }
        }
        return Optional.ofNullable(found);
    }

    private static String key(String document, String version) {
        return document + "\n" + version;
    }
}
