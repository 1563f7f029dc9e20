package org.trialbook.benchmark.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.benchmark.BenchmarkMain;
import picocli.CommandLine;

class TrialsTest {

    @Test
    void theUsualSizesUpToTheLargestAreAsked() {
        assertThat(Trials.ALL.sizes()).containsExactly(100, 1_000, 10_000);
        assertThat(new Trials(1_000, false, null, false).sizes()).containsExactly(100, 1_000);
        assertThat(new Trials(300, false, null, false).sizes()).containsExactly(100, 300);
        assertThat(new Trials(7, false, null, false).sizes()).containsExactly(7);
        assertThat(new Trials(10_000, false, null, true).sizes()).containsExactly(10_000);
    }

    @Test
    void thatADocumentServerIsNotAskedIsSaidToWhoeverNamesOne() {
        assertThat(WholeTrial.onADocumentServer("mongodb://localhost/"))
                .hasValueSatisfying(figure -> assertThat(figure.remark()).contains("TRIALBOOK_MONGODB_URI"));
        assertThat(WholeTrial.onADocumentServer(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "many"})
    void noOtherNumberOfSubjectsIsMeasured(String subjects) {
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new BenchmarkMain())
                .setErr(new PrintWriter(said))
                .execute("trial", "--subjects=" + subjects);

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains(subjects.equals("many") ? "--subjects" : "1 to 10,000 subjects");
    }
}
