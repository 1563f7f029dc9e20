package org.trialbook.view.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.Role;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.NotPermittedException;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.SealedContent;

/// Who may ask what is declared with each question, and written by hand once more: the two say the same.
class DeclaredQuestionsTest {
    /// Whom no protocol can let know.
    private static final Set<Role> ALWAYS_BLINDED = Set.of(
            Role.READER,
            Role.ENDPOINT_COMMITTEE,
            Role.MONITOR,
            Role.DATA_MANAGER,
            Role.BLINDED_STATISTICIAN,
            Role.SPONSOR,
            Role.ADMINISTRATOR);

    private static List<QuestionPermission> declared() {
        return Stream.concat(
                        SharedQuestions.all().stream(),
                        BlindedQuestions.all().stream().map(Question::permission))
                .toList();
    }

    @Test
    void everyRoleMayAskExactlyWhatTheMatrixSays() throws IOException {
        List<String> lines = matrix();
        List<String> roles = List.of(lines.getFirst().split(",", -1)).subList(2, 2 + Role.values().length);
        Set<String> expected = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).as(line).hasSize(2 + Role.values().length);
            for (int i = 0; i < roles.size(); i++) {
                assertThat(cells[i + 2]).as(line).isIn("x", "u", "p", "");
                if (!cells[i + 2].isEmpty()) {
                    expected.add(cells[1] + " " + roles.get(i) + " " + cells[i + 2]);
                }
            }
        }
        Set<String> actual = new TreeSet<>();
        for (Role role : Role.values()) {
            for (QuestionPermission question : declared()) {
                if (passes(() -> Permissions.require(somebody(role), question))) {
                    actual.add(question + " " + role + " x");
                } else if (passes(() -> Permissions.require(knowing(role), question))) {
                    actual.add(question + " " + role + " p");
                } else if (passes(() -> Permissions.require(somebody(role), question, () -> true))) {
                    actual.add(question + " " + role + " u");
                }
                assertThat(passes(() -> Permissions.require(somebody(role), question, () -> false)))
                        .isEqualTo(question.openTo(somebody(role)));
            }
        }

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void noRoleThatIsAlwaysBlindedMayAskAnUnblindedQuestion() {
        assertThat(declared().stream().filter(QuestionPermission::unblinded))
                .hasSizeGreaterThan(5)
                .allSatisfy(question ->
                        assertThat(ALWAYS_BLINDED).as(question.name()).noneMatch(question::openTo));
    }

    /// What is not declared as unblinded is answered from views that hold nothing opened.
    @Test
    void noQuestionOfTheBlindedIsNamedLikeAnUnblindedOne() {
        assertThat(BlindedQuestions.all())
                .hasSizeGreaterThan(8)
                .noneMatch(question -> question.permission().unblinded())
                .noneMatch(question -> question.path().startsWith("/unblinded"));
    }

    private static Caller somebody(Role role) {
        @Nullable SiteId site = role.atSite() ? new SiteId("01") : null;
        return new Caller("somebody", "Some Body", role, site);
    }

    private static Caller knowing(Role role) {
        return somebody(role).knowing(any -> Set.of(SealedContent.values()));
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
        List<String> lines = new ArrayList<>(
                Files.readAllLines(Path.of("..", "access", "src", "test", "resources", "permissions.csv")));
        // Who may do what act is compared where acts are declared.
        lines.removeIf(line -> line.startsWith("#") || line.startsWith("act,"));
        return lines;
    }
}
