package org.trialbook.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// In which capacity somebody acts. A token carries exactly one.
///
/// A role **at a site** belongs to exactly one site and sees and changes that site's subjects only. What somebody in
/// the role may know of what is sealed, the study's protocol says ([RoleKnowledge]).
public enum Role {
    COORDINATOR(Place.AT_ONE_SITE),
    INVESTIGATOR(Place.AT_ONE_SITE),
    IMPLANTER(Place.AT_ONE_SITE),
    /// Who programs the device as allocated.
    PROGRAMMER(Place.AT_ONE_SITE),
    PHARMACIST(Place.AT_ONE_SITE),
    READER(Place.CENTRAL),
    /// Who adjudicates events.
    ENDPOINT_COMMITTEE(Place.CENTRAL),
    MONITOR(Place.CENTRAL),
    UNBLINDED_MONITOR(Place.CENTRAL),
    DATA_MANAGER(Place.CENTRAL),
    STATISTICIAN(Place.CENTRAL),
    BLINDED_STATISTICIAN(Place.CENTRAL),
    SAFETY_BOARD(Place.CENTRAL),
    INSPECTOR(Place.CENTRAL),
    SPONSOR(Place.CENTRAL),
    ADMINISTRATOR(Place.CENTRAL);

    /// Who works at a site.
    public static final Set<Role> SITE_STAFF = Set.of(COORDINATOR, INVESTIGATOR, IMPLANTER, PROGRAMMER, PHARMACIST);

    /// Who watches over the trial's conduct and its data, at all sites.
    public static final Set<Role> OVERSIGHT = Set.of(
            MONITOR, UNBLINDED_MONITOR, DATA_MANAGER, STATISTICIAN, BLINDED_STATISTICIAN, SAFETY_BOARD, INSPECTOR);

    private enum Place {
        AT_ONE_SITE,
        CENTRAL
    }

    private final Place place;
    private final String storedName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Role(Place place) {
        this.place = place;
    }

    /// The name that stands in tokens, in the record and in problems, such as `data-manager`.
    @JsonValue
    public String storedName() {
        return storedName;
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
