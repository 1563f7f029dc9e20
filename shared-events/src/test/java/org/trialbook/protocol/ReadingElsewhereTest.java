package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a protocol may let its forms read of each other, and what is told of the rest.
class ReadingElsewhereTest {

    private static final String ACROSS = "across-forms.yaml";

    private static String yaml() throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "protocols", ACROSS));
    }

    @Test
    void formsReadEachOtherOtherVisitsTheTimeBeforeAndTheSubject() throws IOException {
        Protocol protocol = ProtocolFile.read(ACROSS, yaml());
        assertThat(protocol.forms().stream().flatMap(form -> Elsewhere.reads(form).stream()))
                .contains("weight@start", "weight@previous", "vitals.index@start", "vitals.index", "vitals.weight")
                .contains("subject.sex", "subject.age", "subject.consented-on", "eligibility.weight");
        assertThat(Seals.NONE.and(protocol).forms()).containsOnlyKeys("device");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0.8 * weight@previous  | 0.8 * weigt@previous         | formula          | forms[0].checks[0].that        | did you mean 'weight'?
            0.8 * weight@previous  | 0.8 * weight@begin           | formula          | forms[0].checks[0].that        | 'begin' is no visit
            0.8 * weight@previous  | 0.8 * weight@cycle           | formula          | forms[0].checks[0].that        | say which, such as cycle.1
            0.8 * weight@previous  | 0.8 * vitls.weight           | formula          | forms[0].checks[0].that        | did you mean 'vitals'?
            0.8 * weight@previous  | labs.creatinine@previous     | formula          | forms[0].checks[0].that        | not in one unit
            0.8 * weight@previous  | 0.8 * outcome.lost@start     | formula          | forms[0].checks[0].that        | not filled in at 'start'
            vitals.weight <=       | vitals.weight@cycle.9 <=     | formula          | forms[1].checks[0].that        | is no visit
            vitals.weight <= 1.5   | outcome.well = true and eligibility.weight <= 1.5 | formula          | forms[1].checks[0].that        | stands at no visit with 'labs'
            eligibility.weight     | eligibility.wight            | formula          | forms[1].checks[0].that        | did you mean 'weight'?
            eligibility.weight     | eligibility.weight@start     | formula          | forms[1].checks[0].that        | of no visit
            ", item: creatinine"   | ""                           | beside-no-item   | forms[1].checks[0].item        | say beside which
            subject.consented-on   | subject.consent              | formula          | forms[3].checks[0].that        | consented-on
            onset >= subject       | adverse-event.onset > subject| formula          | forms[3].checks[0].that        | any number of entries
            vitals.index@start -   | vitals.change@start -        | formula          | forms[2].items[0].formula      | not in one unit
            item: subject.sex, is: female}, required | item: subject.sx, is: female}, required | elsewhere | forms[0].items[4].shown-if | did you mean 'sex'?
            item: subject.sex, is: female}, required | item: subject.sex, is: woman}, required | known-code | forms[0].items[4].shown-if | female
            weight / (height in 'm') ^ 2 | outcome.lost@end       | circular         | forms[0].items[2].formula      | by way of other forms
            weight >= 0.8 * weight@previous | weight > 20 or device.output > 2 | sealed-check | forms[0].checks[0].that | put the check on a form that tells the arm
            weight / (height in 'm') ^ 2 | weight / (height in 'm') ^ 2 * (device.output / device.output) | sealed-reading | forms[0].items[2].reveals-the-arm | say reveals-the-arm: true
            """)
    void whatCannotBeReadIsToldWhereItStands(String what, String instead, String rule, String path, String detail)
            throws IOException {
        assertThat(yaml()).contains(what);
        InvalidProtocolException refused = catchThrowableOfType(
                InvalidProtocolException.class,
                () -> ProtocolFile.read(ACROSS, yaml().replaceFirst(Pattern.quote(what), instead)));
        assertThat(refused).isNotNull();
        assertThat(refused.problems())
                .extracting(InvalidProtocolException.Problem::path)
                .contains(path);
        assertThat(refused.problems()).first().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo(rule);
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.detail()).contains(detail);
        });
    }

    @Test
    void whatReadsSomethingSealedElsewhereIsSealedWhateverTheFileSays() throws IOException {
        Protocol open = ProtocolFile.read(ACROSS, yaml());
        Form vitals = open.form("vitals").orElseThrow();
        Item reading = vitals.item("change").orElseThrow();
        String formula = "if(device.output > 2, weight, weight)";
        Item telling = new Item(
                reading.code(),
                reading.label(),
                reading.type(),
                "kg",
                null,
                null,
                1,
                null,
                null,
                false,
                false,
                List.of(),
                List.of(),
                null,
                null,
                formula,
                null,
                null,
                null,
                List.of());
        Form other = Form.of("vitals", "Vital signs", List.of(vitals.items().getFirst(), telling));
        Seals seals = Seals.NONE.and(with(open, other));
        assertThat(seals.isSealed("vitals", telling)).isTrue();
        assertThat(seals.isSealed("vitals", vitals.items().getFirst())).isFalse();
    }

    private static Protocol with(Protocol protocol, Form other) {
        List<Form> forms = new ArrayList<>(protocol.forms());
        forms.replaceAll(form -> form.code().equals(other.code()) ? other : form);
        return new Protocol(
                protocol.study(),
                protocol.version(),
                protocol.title(),
                protocol.registry(),
                protocol.practice(),
                protocol.subjectsMove(),
                protocol.blinding(),
                protocol.target(),
                protocol.arms(),
                protocol.allocation(),
                protocol.caps(),
                protocol.kits(),
                protocol.eligibility(),
                protocol.order(),
                protocol.implant(),
                protocol.crossover(),
                protocol.visits(),
                forms,
                protocol.reads(),
                protocol.bodySurface(),
                protocol.missedVisitReasons(),
                protocol.withdrawalReasons(),
                protocol.unblinding(),
                protocol.deviations(),
                protocol.missingReasons(),
                protocol.endpoints(),
                protocol.rules(),
                protocol.verification(),
                protocol.language(),
                protocol.translations(),
                protocol.assumptions());
    }
}
