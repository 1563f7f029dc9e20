package org.trialbook.access.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.event.SiteId;

/// The cast of the demo: a team at each of three sites, a pharmacist at the first, three readers, and one person per
/// other role.
/// Two investigators per site, since whoever requests a crossover may not approve it.
public final class DemoPeople {

    private static final List<DemoPerson> ALL = cast();

    private DemoPeople() {}

    public static List<DemoPerson> all() {
        return ALL;
    }

    /// @param id such as `coordinator@01`, `investigator-2@03` or `reader-1`
    public static Optional<DemoPerson> withId(String id) {
        return ALL.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /// The first of that role at that site; for a site outside the cast, somebody is made up, always the
    /// same.
    ///
    /// @throws IllegalArgumentException when the site doesn't fit the role
    public static DemoPerson of(Role role, @Nullable SiteId site) {
        return ALL.stream()
                .filter(person -> person.role() == role && Objects.equals(person.site(), site))
                .findFirst()
                .orElseGet(() -> new DemoPerson(
                        site == null ? role.storedName() : role + "@" + site, "The " + role.storedName(), role, site));
    }

    private static List<DemoPerson> cast() {
        List<DemoPerson> people = new ArrayList<>();
        team(people, "01", "Carla Costa", "Ines Ivarsson", "Ivo Iliev", "Per Pettersson", "Petra Pohl", "Prisca Prior");
        team(people, "02", "Carl Cerny", "Ida Imhof", "Igor Ilves", "Paola Pace", "Piet Prins", "Pia Pfister");
        team(people, "03", "Celine Carre", "Iris Ito", "Ian Irving", "Pavel Popov", "Pilar Paz", "Pete Parker");
        people.add(new DemoPerson("pharmacist@01", "Phil Pohjola", Role.PHARMACIST, new SiteId("01")));
        people.add(new DemoPerson("reader-1", "Rosa Rossi", Role.READER, null));
        people.add(new DemoPerson("reader-2", "Rolf Reuter", Role.READER, null));
        people.add(new DemoPerson("reader-3", "Rita Ruiz", Role.READER, null));
        people.add(new DemoPerson("endpoint-committee", "Elin Ek", Role.ENDPOINT_COMMITTEE, null));
        people.add(new DemoPerson("monitor", "Mona Meyer", Role.MONITOR, null));
        people.add(new DemoPerson("unblinded-monitor", "Uma Ulrich", Role.UNBLINDED_MONITOR, null));
        people.add(new DemoPerson("data-manager", "Dana Dvorak", Role.DATA_MANAGER, null));
        people.add(new DemoPerson("statistician", "Stella Strand", Role.STATISTICIAN, null));
        people.add(new DemoPerson("blinded-statistician", "Bela Bartos", Role.BLINDED_STATISTICIAN, null));
        people.add(new DemoPerson("safety-board", "Sandro Sala", Role.SAFETY_BOARD, null));
        people.add(new DemoPerson("inspector", "Inge Inspektor", Role.INSPECTOR, null));
        people.add(new DemoPerson("sponsor", "Simon Sponsor", Role.SPONSOR, null));
        people.add(new DemoPerson("administrator", "Ada Admin", Role.ADMINISTRATOR, null));
        return List.copyOf(people);
    }

    private static void team(
            List<DemoPerson> people,
            String number,
            String coordinator,
            String investigator,
            String secondInvestigator,
            String implanter,
            String secondImplanter,
            String programmer) {
        SiteId site = new SiteId(number);
        people.add(new DemoPerson("coordinator@" + number, coordinator, Role.COORDINATOR, site));
        people.add(new DemoPerson("investigator@" + number, investigator, Role.INVESTIGATOR, site));
        people.add(new DemoPerson("investigator-2@" + number, secondInvestigator, Role.INVESTIGATOR, site));
        people.add(new DemoPerson("implanter@" + number, implanter, Role.IMPLANTER, site));
        people.add(new DemoPerson("implanter-2@" + number, secondImplanter, Role.IMPLANTER, site));
        people.add(new DemoPerson("programmer@" + number, programmer, Role.PROGRAMMER, site));
    }
}
