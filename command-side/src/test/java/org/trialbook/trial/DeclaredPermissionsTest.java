package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void everyRoleMayDoExactlyWhatTheMatrixSays() throws IOException {
        Set<String> declared = new TreeSet<>();
        for (Act<?, ?, ?> act : DeclaredActs.all()) {
            declared.addAll(openTo(act.permission()));
        }
        // Takes a file in, and records nothing.
        declared.addAll(openTo(
                new Permission("upload-media", Set.of(Role.COORDINATOR, Role.INVESTIGATOR, Role.DATA_MANAGER))));

        assertThat(declared).isEqualTo(matrix());
    }

    private static List<String> openTo(Permission permission) {
        return permission.roles().stream()
                .map(role -> permission.act() + " " + role)
                .toList();
    }

    private static Set<String> matrix() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "access", "src", "test", "resources", "permissions.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> roles = List.of(lines.getFirst().split(",", -1));
        Set<String> open = new TreeSet<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            for (int column = 2; cells[0].equals("act") && column < cells.length; column++) {
                if (cells[column].equals("x")) {
                    open.add(cells[1] + " " + roles.get(column));
                }
            }
        }
        return open;
    }
}
