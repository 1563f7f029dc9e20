package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.access.problem.NotPermittedException;
import org.trialbook.event.SiteId;

class PermissionTableTest {

    private static final Set<Role> BLINDED =
            Set.of(Role.COORDINATOR, Role.READER, Role.MONITOR, Role.DATA_MANAGER, Role.SPONSOR, Role.ADMINISTRATOR);
    private static final Set<Role> AT_SITE = Set.of(Role.COORDINATOR, Role.INVESTIGATOR, Role.IMPLANTER);

    @Test
    void everyRoleMayAskExactlyWhatTheMatrixSays() throws IOException {
        List<String> lines = matrix();
        List<String> roles = List.of(lines.getFirst().split(",", -1)).subList(2, 13);
        assertThat(roles)
                .containsExactly(
                        Arrays.stream(Role.values()).map(Role::storedName).toArray(String[]::new));
        Set<String> expected = new TreeSet<>();
        Set<String> actual = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).as(line).hasSize(13);
            for (int i = 0; i < roles.size(); i++) {
                assertThat(cells[i + 2]).as(line).isIn("x", "u", "");
                if (!cells[i + 2].isEmpty()) {
                    expected.add(cells[0] + " " + cells[1] + " " + roles.get(i) + " " + cells[i + 2]);
                }
            }
        }
        for (Role role : Role.values()) {
            for (Question question : Question.values()) {
                if (passes(() -> Permissions.require(somebody(role), question))) {
                    actual.add("question " + question + " " + role + " x");
                } else if (passes(() -> Permissions.require(somebody(role), question, () -> true))) {
                    actual.add("question " + question + " " + role + " u");
                }
                assertThat(passes(() -> Permissions.require(somebody(role), question, () -> false)))
                        .isEqualTo(question.openTo(role));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    /// Positions and the log's own figures are told to exactly those who may have a bundle of some kind.
    @ParameterizedTest
    @EnumSource
    void whoMayKnowPositionsMayHaveABundle(Role role) {
        assertThat(Permissions.mayKnowPositions(role))
                .isEqualTo(Question.REDACTED_BUNDLE.openTo(role))
                .isEqualTo(Question.CHECKPOINT.openTo(role))
                .isEqualTo(Question.TREE.openTo(role))
                .isEqualTo(Audience.of(somebody(role)) instanceof Audience.Everybody);
    }

    @Test
    void noBlindedRoleMayAskAnUnblindedQuestion() {
        for (Question question : Question.values()) {
            if (question.storedName().startsWith("unblinded-")) {
                assertThat(BLINDED).as(question.storedName()).noneMatch(question::openTo);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void roleIsBlindedAndPlacedAsTheContractSays(Role role) {
        assertThat(role.blinded()).isEqualTo(BLINDED.contains(role));
        assertThat(role.atSite()).isEqualTo(AT_SITE.contains(role));
        assertThat(Role.named(role.storedName())).contains(role);
        assertThat(Role.named(role.name())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void siteBelongsToSiteStaffOnly(Role role) {
        SiteId wrong = role.atSite() ? null : new SiteId("01");
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller("id", "name", role, wrong));
    }

    @Test
    void refusalNamesTheActAndTheRole() {
        NotPermittedException refused = catchThrowableOfType(
                NotPermittedException.class,
                () -> Permissions.require(
                        somebody(Role.MONITOR), new Permission("randomize", Set.of(Role.COORDINATOR))));
        assertThat(refused.problem().members())
                .containsEntry("act", "randomize")
                .containsEntry("role", "monitor");
    }

    static Caller somebody(Role role) {
        @Nullable SiteId site = role.atSite() ? new SiteId("01") : null;
        return new Caller("somebody", "Some Body", role, site);
    }

    private static boolean passes(Runnable check) {
        try {
            check.run();
            return true;
        } catch (NotPermittedException e) {
            return false;
        }
    }

    private static List<String> matrix() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PermissionTableTest.class.getResourceAsStream("/permissions.csv"))) {
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            // Who may do what act is compared where acts are declared.
            lines.removeIf(line -> line.startsWith("#") || line.startsWith("act,"));
            return lines;
        }
    }
}
