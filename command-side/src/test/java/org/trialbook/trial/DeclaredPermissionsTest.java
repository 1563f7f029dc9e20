package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Permission;
import org.trialbook.access.Role;
import org.trialbook.trial.act.Act;

/// Who may do what is declared with each act, and written by hand once more: the two say the same.
class DeclaredPermissionsTest {

    @Test
    void everyRoleMayDoExactlyWhatTheMatrixSays() {
        Set<String> declared = new TreeSet<>();
        for (Act<?, ?, ?> act : DeclaredActs.all()) {
            declared.addAll(openTo(act.permission()));
        }
        // Takes a file in, and records nothing.
        declared.addAll(openTo(new Permission(
                "upload-media",
                Set.of(Role.COORDINATOR, Role.INVESTIGATOR, Role.IMPLANTER, Role.PROGRAMMER, Role.DATA_MANAGER))));
        declared.addAll(openTo(new Permission(
                "upload-document",
                Set.of(Role.DATA_MANAGER, Role.ADMINISTRATOR, Role.STATISTICIAN, Role.UNBLINDED_MONITOR))));

        assertThat(declared).isEqualTo(matrix());
    }

    private static List<String> openTo(Permission permission) {
        return permission.roles().stream()
                .map(role -> permission.act() + " " + role)
                .toList();
    }

    private static Set<String> matrix() {
        Set<String> open = new TreeSet<>();
        ActTable.rows()
                .keySet()
                .forEach(act -> Arrays.stream(Role.values())
                        .filter(role -> ActTable.of(act, role.storedName()).equals("x"))
                        .forEach(role -> open.add(act + " " + role)));
        return open;
    }
}
