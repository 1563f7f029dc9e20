package org.trialbook.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// In which capacity somebody acts. A token carries exactly one.
///
/// A **blinded** role never learns an allocation while the study runs; a role **at a site** belongs to
/// exactly one site and sees and changes that site's subjects only.
public enum Role {
    COORDINATOR(Blind.BLINDED, Place.AT_ONE_SITE),
    INVESTIGATOR(Blind.UNBLINDED, Place.AT_ONE_SITE),
    IMPLANTER(Blind.UNBLINDED, Place.AT_ONE_SITE),
    READER(Blind.BLINDED, Place.CENTRAL),
    MONITOR(Blind.BLINDED, Place.CENTRAL),
    DATA_MANAGER(Blind.BLINDED, Place.CENTRAL),
    STATISTICIAN(Blind.UNBLINDED, Place.CENTRAL),
    SAFETY_BOARD(Blind.UNBLINDED, Place.CENTRAL),
    INSPECTOR(Blind.UNBLINDED, Place.CENTRAL),
    SPONSOR(Blind.BLINDED, Place.CENTRAL),
    ADMINISTRATOR(Blind.BLINDED, Place.CENTRAL);

    /// Who works at a site.
    public static final Set<Role> SITE_STAFF = Set.of(COORDINATOR, INVESTIGATOR, IMPLANTER);

    /// Who watches over the trial's conduct and its data, at all sites.
    public static final Set<Role> OVERSIGHT = Set.of(MONITOR, DATA_MANAGER, STATISTICIAN, SAFETY_BOARD, INSPECTOR);

    private enum Blind {
        BLINDED,
        UNBLINDED
    }

    private enum Place {
        AT_ONE_SITE,
        CENTRAL
    }

    private final Blind blind;
    private final Place place;
    private final String storedName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Role(Blind blind, Place place) {
        this.blind = blind;
        this.place = place;
    }

    /// The name that stands in tokens, in the record and in problems, such as `data-manager`.
    @JsonValue
    public String storedName() {
        return storedName;
    }

    public boolean blinded() {
        return blind == Blind.BLINDED;
    }

    public boolean atSite() {
        return place == Place.AT_ONE_SITE;
    }

    /// Empty when no role is stored under this name; names are compared exactly.
    public static Optional<Role> named(String storedName) {
        return Arrays.stream(values())
                .filter(role -> role.storedName.equals(storedName))
                .findFirst();
    }

    @Override
    public String toString() {
        return storedName;
    }
}
