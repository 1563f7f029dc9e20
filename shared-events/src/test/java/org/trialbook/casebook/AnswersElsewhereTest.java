package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.casebook.Told.SITE;
import static org.trialbook.casebook.Told.START;
import static org.trialbook.casebook.Told.STUDY;
import static org.trialbook.casebook.Told.SUBJECT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Formulas;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.Seals;

/// What a form reads of other forms and visits, and of the subject.
class AnswersElsewhereTest {
    private static final Protocol PROTOCOL = protocol();
    private static final Seals SEALS = Seals.NONE.and(PROTOCOL);
    private static final Form VITALS = PROTOCOL.form("vitals").orElseThrow();

    private final FormStates forms = new FormStates();
    private long position;

    private static Protocol protocol() {
        try {
            return ProtocolFile.read(
                    "across-forms.yaml",
                    Files.readString(Path.of("src", "test", "resources", "protocols", "across-forms.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void told(TrialEvent... events) {
        for (TrialEvent event : events) {
            forms.apply(Told.by("carla", position++, event));
        }
    }

    private static AssessmentRecorded recorded(
            @Nullable String visit, String form, LocalDate on, Map<String, ItemValue> answers) {
        boolean sealed = form.equals("device");
        return new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                visit,
                form,
                null,
                on,
                new TreeMap<>(sealed ? Map.of() : answers),
                sealed ? Sealed.of(answers) : null,
                Map.of(),
                null);
    }

    private static ItemValue kg(String weight) {
        return new ItemValue(weight, "kg");
    }

    private Elsewhere read(String visit, String form, LocalDate on) {
        return new AnswersElsewhere(PROTOCOL, forms, SEALS, false)
                .of(PROTOCOL.form(form).orElseThrow(), new FormInstance(visit, form, null), on);
    }

    private List<String> odd(String visit, LocalDate on, String weight) {
        return AnsweredForm.of(VITALS, Map.of("weight", kg(weight)), read(visit, "vitals", on)).oddities().stream()
                .map(check -> check.code())
                .toList();
    }

    @Test
    void theTimeBeforeIsTheNewestAnswerOfAnEarlierDay() {
        assertThat(odd("cycle.2", START.plusDays(42), "50")).isEmpty();
        told(
                recorded("cycle.1", "vitals", START.plusDays(21), Map.of("weight", kg("70"))),
                recorded("start", "vitals", START, Map.of("weight", kg("60"))),
                recorded("cycle.3", "vitals", START.plusDays(63), Map.of("weight", kg("90"))));
        assertThat(odd("cycle.2", START.plusDays(42), "55.9")).containsExactly("loss");
        assertThat(odd("cycle.2", START.plusDays(42), "56")).isEmpty();
        assertThat(odd("cycle.2", START.plusDays(21), "48")).isEmpty();
        assertThat(odd("cycle.2", START, "48")).isEmpty();
    }

    @Test
    void whatIsMissingThereWasNotAnsweredAndTheOneBeforeItCounts() {
        told(
                recorded("start", "vitals", START, Map.of("weight", kg("70"))),
                recorded("cycle.1", "vitals", START.plusDays(21), Map.of("weight", ItemValue.missing("unknown"))));
        assertThat(odd("cycle.2", START.plusDays(42), "55.9")).containsExactly("loss");
    }

    @Test
    void aCorrectionThereChangesWhatIsCalculatedHere() {
        told(recorded("start", "vitals", START, Map.of("weight", kg("80"))));
        assertThat(change("84")).isEqualTo("5.0");
        told(Told.corrected("start", "vitals", new Correction("weight", kg("80"), kg("60"), "misread"), null));
        assertThat(change("84")).isEqualTo("40.0");
        told(Told.corrected("start", "vitals", new Correction("weight", kg("60"), null, "of another"), null));
        assertThat(change("84")).isNull();
    }

    private @Nullable String change(String weight) {
        ItemValue change = Formulas.calculated(
                        VITALS, Map.of("weight", kg(weight)), read("end", "vitals", START.plusDays(180)))
                .get("change");
        return change == null ? null : change.value();
    }

    @Test
    void aFormIsNotComparedWithItself() {
        told(recorded("start", "vitals", START, Map.of("weight", kg("80"))));
        assertThat(read("start", "vitals", START).answers()).doesNotContainKeys("weight@start", "weight@previous");
    }

    @Test
    void whatIsCalculatedThereIsComputedFromWhatIsAnsweredThere() {
        told(
                recorded("start", "vitals", START, body("81")),
                recorded("end", "vitals", START.plusDays(180), body("72.9")));
        assertThat(Formulas.calculated(
                        PROTOCOL.form("outcome").orElseThrow(), Map.of(), read("end", "outcome", START.plusDays(180))))
                .containsEntry("lost", new ItemValue("2.5", "kg/m2"));
    }

    private static Map<String, ItemValue> body(String weight) {
        return Map.of("weight", kg(weight), "height", new ItemValue("180", "cm"));
    }

    @Test
    void conditionsAndHardChecksReadWhatIsKnownOfTheSubject() {
        told(Told.registered(), Told.consented());
        AnsweredForm asked =
                AnsweredForm.of(VITALS, Map.of("weight", kg("80")), read("start", "vitals", LocalDate.of(2005, 1, 1)));
        assertThat(asked.requires(VITALS.item("pregnant").orElseThrow())).isTrue();
        assertThat(AnsweredForm.of(VITALS, Map.of(), read("start", "vitals", START))
                        .requires(VITALS.item("pregnant").orElseThrow()))
                .isFalse();
        Form event = PROTOCOL.form("adverse-event").orElseThrow();
        FormInstance first = new FormInstance(null, "adverse-event", "1");
        Elsewhere known = new AnswersElsewhere(PROTOCOL, forms, SEALS, false).of(event, first, START.plusDays(9));
        assertThat(AnsweredForm.of(event, Map.of("onset", ItemValue.of(START.toString())), known)
                        .problems(START.plusDays(9), Map.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("hard-check"));
        assertThat(AnsweredForm.of(
                                event,
                                Map.of("onset", ItemValue.of(START.plusDays(1).toString())),
                                known)
                        .problems(START.plusDays(9), Map.of()))
                .isEmpty();
    }

    @Test
    void whatIsSealedIsReadForAFormThatTellsTheArmAndForNoOther() {
        told(
                recorded("start", "device", START, Map.of("output", new ItemValue("2.5", "V"))),
                recorded("start", "vitals", START, Map.of("weight", kg("80"))));
        assertThat(read("cycle.1", "device", START.plusDays(21)).answers()).containsKey("output@previous");
        assertThat(new AnswersElsewhere(PROTOCOL, forms, SEALS, true)
                        .of(
                                PROTOCOL.form("device").orElseThrow(),
                                new FormInstance("cycle.1", "device", null),
                                START.plusDays(21))
                        .answers())
                .doesNotContainKey("output@previous");
        // An amendment may seal what an open form of an earlier version reads.
        Seals later = new Seals(Map.of(
                "vitals", new Seals.OnForm(true, new TreeMap<>()), "device", new Seals.OnForm(true, new TreeMap<>())));
        assertThat(new AnswersElsewhere(PROTOCOL, forms, later, false)
                        .of(
                                PROTOCOL.form("labs").orElseThrow(),
                                new FormInstance("start", "labs", null),
                                START.plusDays(1))
                        .answers())
                .doesNotContainKey("vitals.weight");
    }
}
