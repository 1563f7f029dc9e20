package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Each example is refused as it says, and there is one for every reason that is declared.
class RefusalExamplesTest {

    static List<RefusalExample> examples() {
        return ActExamples.refused();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itIsRefusedSo(RefusalExample example) {
        assertThat(example.refusal().name()).isEqualTo(example.name());
    }

    @Test
    void everyReasonHasAnExample() {
        List<Reason> declared = Reasons.declared();
        List<Reason> missing = new ArrayList<>(declared);
        examples().forEach(example -> missing.removeIf(reason -> isSaid(example.refusal(), reason)));

        assertThat(declared).hasSizeGreaterThan(60);
        assertThat(missing).isEmpty();
    }

    /// As the refusal itself, or of a part of what was asked for, such as a row of a file.
    private static boolean isSaid(Refusal refusal, Reason reason) {
        return refusal.reason().equals(reason)
                || refusal.evidence().values().stream().anyMatch(of -> of.startsWith(reason.name() + "{"));
    }

    /// A reason that is made while deciding has a name that is declared.
    @Test
    void noExampleHasANameThatIsNotDeclared() {
        Set<String> declared = Reasons.declared().stream().map(Reason::name).collect(Collectors.toSet());

        assertThat(examples()).allSatisfy(example -> assertThat(declared).contains(example.name()));
    }
}
