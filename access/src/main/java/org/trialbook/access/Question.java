package org.trialbook.access;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INSPECTOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.READER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;

import java.util.Locale;
import java.util.Set;

/// What can be asked of the record, and in which roles: the whole table.
///
/// Where site staff stand in a row, they are answered about their own site only; the view narrows its
/// answer to [Caller#site]. Whatever shows an allocation begins with `unblinded-`.
public enum Question {
    OVERVIEW(
            COORDINATOR,
            INVESTIGATOR,
            IMPLANTER,
            MONITOR,
            DATA_MANAGER,
            STATISTICIAN,
            SAFETY_BOARD,
            INSPECTOR,
            SPONSOR,
            ADMINISTRATOR),
    SITES(
            COORDINATOR,
            INVESTIGATOR,
            IMPLANTER,
            MONITOR,
            DATA_MANAGER,
            STATISTICIAN,
            SAFETY_BOARD,
            INSPECTOR,
            SPONSOR,
            ADMINISTRATOR),
    MATRIX(COORDINATOR, INVESTIGATOR, IMPLANTER, MONITOR, DATA_MANAGER, STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    TIMELINE(COORDINATOR, INVESTIGATOR, IMPLANTER, MONITOR, DATA_MANAGER, STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    WORKLIST(READER),
    READ_RESULTS(DATA_MANAGER, MONITOR, STATISTICIAN, INSPECTOR, SAFETY_BOARD),
    AGREEMENT(DATA_MANAGER, MONITOR, STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDINGS(
            COORDINATOR,
            INVESTIGATOR,
            IMPLANTER,
            MONITOR,
            DATA_MANAGER,
            STATISTICIAN,
            SAFETY_BOARD,
            INSPECTOR,
            SPONSOR),
    // Which acts there are for the caller, and what stands in the way of each.
    POSSIBLE_ACTS(
            COORDINATOR,
            INVESTIGATOR,
            IMPLANTER,
            READER,
            MONITOR,
            DATA_MANAGER,
            STATISTICIAN,
            SAFETY_BOARD,
            INSPECTOR,
            SPONSOR,
            ADMINISTRATOR),
    RECORD(MONITOR, DATA_MANAGER, STATISTICIAN, INSPECTOR, SAFETY_BOARD),

    UNBLINDED_SUBJECT(INVESTIGATOR, IMPLANTER, STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDED_ALLOCATION(INVESTIGATOR, IMPLANTER, STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    // Study-wide figures by arm: an open-label site must not learn how the arms fare elsewhere.
    UNBLINDED_CROSSOVERS(STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDED_RECORD(STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDED_EXPOSURE(STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDED_BLINDING_INDEX(STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDED_PREDICTABILITY(STATISTICIAN, SAFETY_BOARD, INSPECTOR),
    UNBLINDED_ENVELOPES(STATISTICIAN),

    BUNDLE(INSPECTOR, STATISTICIAN),
    // What the blinded may not know is withheld in it, for whoever asks.
    REDACTED_BUNDLE(MONITOR, DATA_MANAGER, STATISTICIAN, SAFETY_BOARD, INSPECTOR, SPONSOR, ADMINISTRATOR),
    REPLAY(INSPECTOR, DATA_MANAGER),
    // How many events there are, and hashes of the log's tree with proofs of them; never a line. For those who may have
    // the record anyway: who stands beside the laboratory could tell whose withheld event it was that came last.
    CHECKPOINT(Counting.ALWAYS, Counting.AFTER_UNBLINDING),
    TREE(Counting.ALWAYS, Counting.AFTER_UNBLINDING);

    private static final class Counting {
        static final Set<Role> ALWAYS =
                Set.of(MONITOR, DATA_MANAGER, STATISTICIAN, SAFETY_BOARD, INSPECTOR, SPONSOR, ADMINISTRATOR);
        static final Set<Role> AFTER_UNBLINDING = Set.of(COORDINATOR, INVESTIGATOR, IMPLANTER);
    }

    private final Set<Role> roles;
    private final Set<Role> afterUnblinding;
    private final String storedName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Question(Role... roles) {
        this(Set.of(roles), Set.of());
    }

    Question(Set<Role> roles, Set<Role> afterUnblinding) {
        this.roles = roles;
        this.afterUnblinding = afterUnblinding;
    }

    /// As in problems, such as `read-results`.
    public String storedName() {
        return storedName;
    }

    /// Whether the answer may show an allocation.
    public boolean unblinded() {
        return storedName.startsWith("unblinded-");
    }

    public boolean openTo(Role role) {
        return roles.contains(role);
    }

    /// Whether the role may ask from the study's unblinding on, and not before.
    public boolean openAfterUnblinding(Role role) {
        return afterUnblinding.contains(role);
    }

    @Override
    public String toString() {
        return storedName;
    }
}
