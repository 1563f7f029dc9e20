package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;

/// What is sealed follows from all versions so far, never from the last one alone.
class SealsTest {

    private static final StudyId STUDY = new StudyId("SMALL-TRIAL");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final SiteId SITE = new SiteId("01");

    private static final List<String> FORMS = List.of("device", "ecg", "diary");
    private static final List<String> ITEMS = List.of("threshold", "capture", "remarks", "note");

    /// As a version says it.
    private record Asked(String code, String type, boolean marked) {
        private String yaml() {
            String size = type.equals("integer") ? "min: 0, max: 9" : "max-length: 50";
            return "      - {code: %s, label: %s, type: %s, %s, required: false, reveals-the-arm: %s}"
                    .formatted(code, code, type, size, marked);
        }

        private Item item() {
            return new Item(
                    code,
                    code,
                    type.equals("text") ? Item.Type.TEXT : Item.Type.INTEGER,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    marked);
        }
    }

    private record AskedForm(String code, boolean marked, List<Asked> items) {
        private String yaml() {
            return "  - code: %s%n    label: %s%n    reveals-the-arm: %s%n    items:%n%s"
                    .formatted(
                            code, code, marked, items.stream().map(Asked::yaml).collect(Collectors.joining("\n")));
        }

        private boolean marksAnything() {
            return marked || items.stream().anyMatch(Asked::marked);
        }
    }

    private static AskedForm form(String code, Asked... items) {
        return new AskedForm(code, false, List.of(items));
    }

    private static Asked marked(String item) {
        return new Asked(item, "integer", true);
    }

    private static Asked open(String item) {
        return new Asked(item, "integer", false);
    }

    private static Asked text(String item) {
        return new Asked(item, "text", false);
    }

    private static ProtocolPublished version(int number, List<AskedForm> forms) {
        String yaml = SOUND.substring(0, SOUND.indexOf("forms:\n  - code: device"))
                        .replace(
                                "forms: [device]",
                                "forms: [%s]".formatted(forms.getFirst().code()))
                + "forms:\n"
                + forms.stream().map(AskedForm::yaml).collect(Collectors.joining("\n"))
                + "\n"
                + SOUND.substring(SOUND.indexOf("reads:\n  - modality"));
        return new ProtocolPublished(
                STUDY,
                Integer.toString(number),
                "0".repeat(64),
                yaml.replace("version: \"1\"", "version: \"%d\"".formatted(number)));
    }

    private static Seals after(AskedForm... versions) {
        Seals seals = Seals.NONE;
        for (int i = 0; i < versions.length; i++) {
            seals = seals.after(version(i + 1, List.of(versions[i])));
        }
        return seals;
    }

    private static AssessmentRecorded recorded(String form, @Nullable Sealed<Map<String, ItemValue>> revealing) {
        return new AssessmentRecorded(
                STUDY, SUBJECT, SITE, "start", form, LocalDate.of(2026, 3, 2), Map.of(), revealing);
    }

    private static ValueCorrected corrected(@Nullable Correction open, @Nullable Correction sealed) {
        return new ValueCorrected(
                STUDY, SUBJECT, SITE, "start", "ecg", open, sealed == null ? null : Sealed.of(sealed));
    }

    @Test
    void anItemThatALaterVersionUnmarksStaysSealed() {
        Seals seals = after(form("ecg", marked("capture")), form("ecg", open("capture")));

        assertThat(seals.isSealed("ecg", open("capture").item())).isTrue();
        assertThat(seals.anyOn("ecg")).isTrue();
    }

    /// What readers answer is sealed by the same rule, under names of its own.
    @Test
    void whatAVersionMarksOfAReadStaysSealed() {
        String marking = SOUND.replace("{code: qrs, label: QRS,", "{code: qrs, label: QRS, reveals-the-arm: true,");
        Protocol sound = ProtocolFile.read("sound", SOUND);
        Seals seals = Seals.NONE.and(ProtocolFile.read("marking", marking)).and(sound);

        assertThat(seals.isSealed(ReadPlan.formOf("ecg"), "qrs")).isTrue();
        assertThat(seals.anyOn("ecg")).isFalse();
        assertThat(Seals.NONE.and(sound).anyOn(ReadPlan.formOf("ecg"))).isFalse();
    }

    @Test
    void aFormThatALaterVersionUnmarksSealsWhatItAsksForAnew() {
        Seals seals = after(
                new AskedForm("device", true, List.of(open("threshold"))),
                form("device", open("threshold"), open("capture")));

        assertThat(seals.isSealed("device", open("capture").item())).isTrue();
    }

    @Test
    void anItemThatWasLeftOutAndComesBackIsSealed() {
        Seals seals = after(
                form("ecg", marked("capture"), open("threshold")),
                form("ecg", open("threshold")),
                form("ecg", open("capture"), open("threshold")));

        assertThat(seals.isSealed("ecg", open("capture").item())).isTrue();
        assertThat(seals.isSealed("ecg", open("threshold").item())).isFalse();
    }

    @Test
    void aFormThatWasLeftOutStaysSealed() {
        Seals seals = after(form("ecg", marked("capture")), form("diary", open("threshold")));

        assertThat(seals.isSealed("ecg", open("capture").item())).isTrue();
        assertThat(seals.anyOn("diary")).isFalse();
    }

    @Test
    void freeTextBesideWhatWasSealedIsSealedAndStaysSoAsAChoice() {
        Seals seals = after(
                form("ecg", marked("capture")), form("ecg", open("capture"), text("note")), form("ecg", open("note")));

        assertThat(seals.isSealed("ecg", open("note").item())).isTrue();
        assertThat(seals.isSealed("ecg", text("remarks").item())).isTrue();
        assertThat(seals.isSealed("ecg", open("threshold").item())).isFalse();
    }

    @Test
    void whatWasRecordedSealedIsSealedThoughNoVersionMarksIt() {
        Seals seals = after(form("ecg", open("capture"), open("threshold")))
                .after(recorded("ecg", Sealed.of(Map.of("capture", ItemValue.of("1")))));

        assertThat(seals.isSealed("ecg", open("capture").item())).isTrue();
        assertThat(seals.isSealed("ecg", open("threshold").item())).isFalse();
        assertThat(seals.isSealed("ecg", text("note").item())).isTrue();
    }

    @Test
    void whatWasCorrectedSealedIsSealedAndAnOpenAnswerBesideItIsNot() {
        Correction correction = new Correction("capture", ItemValue.of("1"), ItemValue.of("2"), "typo");
        Seals none = after(form("ecg", open("capture")));

        assertThat(none.after(corrected(null, correction))
                        .isSealed("ecg", open("capture").item()))
                .isTrue();
        Seals reason = none.after(corrected(correction.withReasonSealed(), correction));
        assertThat(reason.isSealed("ecg", open("capture").item())).isFalse();
        assertThat(reason.anyOn("ecg")).isTrue();
        assertThat(none.after(corrected(correction, null)).anyOn("ecg")).isFalse();
    }

    @Test
    void aBoxThatNobodyOpenedSealsItsForm() {
        Seals seals = Seals.NONE.after(recorded("ecg", new Sealed.Closed<>("key", new byte[0])));

        assertThat(seals.anyOn("ecg")).isTrue();
        assertThat(Seals.NONE.after(recorded("ecg", null)).anyOn("ecg")).isFalse();
    }

    /// Against the definition, written down naively: over all versions so far, what any of them seals.
    @Test
    void afterAnyVersionsAllThatAnyOfThemSealedIsSealed() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<List<AskedForm>> versions = new ArrayList<>();
            Seals seals = Seals.NONE;
            TreeSet<String> before = new TreeSet<>();
            for (int number = 1; number <= 5; number++) {
                versions.add(drawn(random));
                seals = seals.after(version(number, versions.getLast()));

                TreeSet<String> now = sealedBy(seals);
                assertThat(now).as("seed %d, version %d", seed, number).isEqualTo(sealedByAny(versions));
                assertThat(now).as("seed %d, version %d", seed, number).containsAll(before);
                before = now;
            }
        }
    }

    private static List<AskedForm> drawn(SplittableRandom random) {
        List<AskedForm> forms = new ArrayList<>();
        for (String code : FORMS) {
            List<Asked> items = ITEMS.stream()
                    .filter(item -> random.nextInt(3) > 0)
                    .map(item -> new Asked(item, random.nextInt(3) == 0 ? "text" : "integer", random.nextInt(6) == 0))
                    .toList();
            if (!items.isEmpty() && random.nextInt(4) > 0) {
                forms.add(new AskedForm(code, random.nextInt(8) == 0, items));
            }
        }
        return forms.isEmpty() ? drawn(random) : forms;
    }

    private static Stream<String[]> everyAnswer() {
        return FORMS.stream().flatMap(form -> ITEMS.stream().map(item -> new String[] {form, item}));
    }

    private static TreeSet<String> sealedBy(Seals seals) {
        return everyAnswer()
                .filter(at -> seals.isSealed(at[0], at[1]))
                .map(at -> at[0] + "/" + at[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> sealedByAny(List<List<AskedForm>> versions) {
        return everyAnswer()
                .filter(at -> sealedByAny(versions, at[0], at[1]))
                .map(at -> at[0] + "/" + at[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean sealedByAny(List<List<AskedForm>> versions, String form, String item) {
        List<AskedForm> ofForm = versions.stream()
                .flatMap(List::stream)
                .filter(asked -> asked.code().equals(form))
                .toList();
        boolean textBeside = false;
        boolean anything = false;
        for (AskedForm asked : ofForm) {
            anything |= asked.marksAnything();
            textBeside |= anything
                    && asked.items().stream()
                            .anyMatch(it -> it.code().equals(item) && it.type().equals("text"));
        }
        return textBeside
                || ofForm.stream().anyMatch(AskedForm::marked)
                || ofForm.stream()
                        .flatMap(asked -> asked.items().stream())
                        .anyMatch(it -> it.code().equals(item) && it.marked());
    }

    private static final String SOUND = sound();

    private static String sound() {
        try {
            return Files.readString(Path.of("src/test/resources/protocols/sound.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
