package org.trialbook.view.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.ComparedRange;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.Seals;
import org.trialbook.view.projection.Story;

/// What a form shows that reads other forms: what is open of them, and nothing else, even where the key is at hand.
class OpenFormTest {
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final Caller MONITOR = new Caller("monitor", "Mona", Role.MONITOR, null);

    private final FormStates states = FormStates.comparing();
    private Protocol protocol;
    private long position;

    @BeforeEach
    void read() throws IOException {
        Path file = Path.of("../shared-events/src/test/resources/protocols/across-forms.yaml");
        protocol = ProtocolFile.read("across-forms.yaml", Files.readString(file));
    }

    private void told(TrialEvent event) {
        Instant at = Instant.parse("2026-09-01T10:00:00Z");
        states.apply(new RecordedEvent(event, position, Sha256.leaf(new byte[] {(byte) position}), at, null, null));
        position++;
    }

    private void recorded(
            String visit, String form, LocalDate on, Map<String, ItemValue> open, @Nullable String output) {
        told(new AssessmentRecorded(
                Story.STUDY,
                SUBJECT,
                SUBJECT.site(),
                visit,
                form,
                null,
                on,
                new TreeMap<>(open),
                output == null ? null : Sealed.of(Map.of("output", new ItemValue(output, "V"))),
                Map.of(),
                null));
    }

    private OpenForm form(String visit, String form) {
        return new OpenForm(
                protocol,
                protocol.form(form).orElseThrow(),
                Seals.NONE.and(protocol),
                states,
                new FormInstance(visit, form, null),
                START.plusDays(90));
    }

    private static Map<String, ItemValue> weight(String weight) {
        return Map.of("weight", new ItemValue(weight, "kg"));
    }

    @Test
    void whatIsCalculatedStandsBesideWhatItReadsAndACorrectionElsewhereIsSeen() {
        recorded("start", "vitals", START, weight("80"), null);
        recorded("end", "vitals", START.plusDays(180), weight("72"), null);

        assertThat(form("end", "vitals").items(MONITOR))
                .filteredOn(item -> item.definition().code().equals("change"))
                .singleElement()
                .satisfies(item -> assertThat(item.value()).isEqualTo(new ItemValue("-10.0", "%")));
        assertThat(form("end", "vitals").elsewhere())
                .contains(new FormQuestion.ReadElsewhere(
                        "weight@start", "weight", "Weight", false, new ItemValue("80", "kg")));
        assertThat(form("end", "vitals").broken()).isEmpty();

        told(new ValueCorrected(
                Story.STUDY,
                SUBJECT,
                SUBJECT.site(),
                "start",
                "vitals",
                new Correction("weight", new ItemValue("80", "kg"), new ItemValue("100", "kg"), "misread"),
                null));
        assertThat(form("end", "vitals").broken()).containsExactly("loss");
    }

    @Test
    void beforeItIsRecordedItSaysWhatWasAnsweredBefore() {
        recorded("start", "vitals", START, weight("80"), null);
        assertThat(form("cycle.1", "vitals").elsewhere())
                .contains(new FormQuestion.ReadElsewhere(
                        "weight@previous", "weight", "Weight", false, new ItemValue("80", "kg")));
    }

    @Test
    void whatIsSealedElsewhereIsNamedAndNotShownAndBreaksNothing() {
        recorded("start", "device", START, Map.of(), "1.0");
        recorded("cycle.1", "device", START.plusDays(21), Map.of(), "9.0");
        OpenForm device = form("cycle.1", "device");
        assertThat(device.elsewhere())
                .contains(new FormQuestion.ReadElsewhere("output@previous", "output", "Output", true, null));
        assertThat(device.broken()).isEmpty();
    }

    private void reads(String what, String instead) throws IOException {
        String yaml = Files.readString(Path.of("../shared-events/src/test/resources/protocols/across-forms.yaml"));
        assertThat(yaml).contains(what);
        protocol = ProtocolFile.read("across-forms.yaml", yaml.replace(what, instead));
    }

    private void said(String form, String item, String unit, String to, LocalDate validFrom) {
        told(new NormalRangeSet(
                Story.STUDY,
                SUBJECT.site(),
                form,
                item,
                NormalRangeSet.RangeGroup.EVERYBODY,
                null,
                to,
                unit,
                "Laboratory",
                validFrom,
                null));
    }

    private @Nullable ComparedRange normal(String form) {
        return form("start", form).items(MONITOR).getFirst().normal();
    }

    @Test
    void anAnswerIsComparedWithWhatIsNowKnownToHaveHeldOnTheFormsDay() throws IOException {
        reads("decimals: 0, required: true}", "decimals: 0, required: true, normal-range: by-site}");
        recorded("start", "labs", START, Map.of("creatinine", new ItemValue("108", "umol/L")), null);
        assertThat(normal("labs")).isNull();

        said("labs", "creatinine", "umol/L", "110", START);
        said("labs", "creatinine", "umol/L", "100", START.plusDays(1));
        assertThat(normal("labs"))
                .isEqualTo(new ComparedRange(null, "110", "umol/L", "Laboratory", START, ComparedRange.Flag.NORMAL));

        said("labs", "creatinine", "umol/L", "105", START);
        assertThat(normal("labs"))
                .isEqualTo(new ComparedRange(null, "105", "umol/L", "Laboratory", START, ComparedRange.Flag.HIGH));
    }

    @Test
    void whatIsSealedIsComparedWithNothingEvenWhereTheKeyIsAtHand() throws IOException {
        reads("max: 10, decimals: 1, required: true}", "max: 10, decimals: 1, required: true, normal-range: by-site}");
        said("device", "output", "V", "5", START);
        recorded("start", "device", START, Map.of(), "9.0");
        assertThat(normal("device")).isEqualTo(new ComparedRange(null, "5", "V", "Laboratory", START, null));
    }
}
