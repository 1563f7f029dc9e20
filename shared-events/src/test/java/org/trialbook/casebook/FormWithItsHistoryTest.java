package org.trialbook.casebook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.trialbook.casebook.Told.by;
import static org.trialbook.casebook.Told.corrected;
import static org.trialbook.casebook.Told.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent;

/// A form as it stands, and each item's answers from the first to the newest: for whoever has the key, and for whoever
/// has not.
class FormWithItsHistoryTest {
    private static final ItemValue SEVENTY = new ItemValue("70", "kg");
    private static final ItemValue SEVENTY_ONE = new ItemValue("71", "kg");
    private static final ItemValue HIS = ItemValue.of("his");
    private static final ItemValue CORONARY_SINUS = ItemValue.of("coronary-sinus");

    private final FormStates forms = new FormStates();

    @Test
    void everyAnswerOfAnItemStaysWithWhoGaveItAndWhy() {
        forms.apply(by("carla", 4, form("month-6", "body", Map.of("weight", SEVENTY), null)));
        forms.apply(by("ivo", 7, open("weight", SEVENTY, SEVENTY_ONE, "misread")));
        forms.apply(by("carla", 9, open("weight", SEVENTY_ONE, null, "of somebody else")));

        FormState form = forms.form("month-6", "body").orElseThrow();
        assertThat(form.assessedOn()).isEqualTo(Told.START.plusDays(10));
        assertThat(form.answer("weight")).isNull();
        assertThat(form.answers()).isEmpty();
        assertThat(form.history("weight"))
                .extracting(
                        FormState.Answer::value,
                        FormState.Answer::because,
                        answer -> answer.recorded().position())
                .containsExactly(
                        tuple(SEVENTY, null, 4L),
                        tuple(SEVENTY_ONE, "misread", 7L),
                        tuple(null, "of somebody else", 9L));
        assertThat(form.history("weight").get(1).recorded().by("ivo")).isTrue();
        assertThat(form.history("height")).isEmpty();
    }

    @Test
    void aCorrectionIsOfOneItemOfOneFormOfOneVisit() {
        forms.apply(by("carla", 0, form("month-3", "body", Map.of("weight", SEVENTY, "height", HIS), null)));
        forms.apply(by("carla", 1, form("month-6", "body", Map.of("weight", SEVENTY), null)));
        forms.apply(by("carla", 2, open("weight", SEVENTY, SEVENTY_ONE, "misread")));
        forms.apply(by("carla", 3, corrected("month-6", "nyha", new Correction("class", null, HIS, "why"), null)));

        assertThat(forms.form("month-3", "body").orElseThrow().answers())
                .isEqualTo(Map.of("weight", SEVENTY, "height", HIS));
        assertThat(forms.form("month-6", "body").orElseThrow().answers()).isEqualTo(Map.of("weight", SEVENTY_ONE));
        assertThat(forms.form("month-6", "nyha")).isEmpty();
    }

    @Test
    void withTheKeyASealedAnswerIsCorrectedAsAnOpenOneAndTheReasonIsTheOneThatWasGiven() {
        forms.apply(by("dora", 0, form("month-6", "body", Map.of("weight", SEVENTY), Sealed.of(Map.of("lead", HIS)))));
        forms.apply(by("dora", 1, corrected("month-6", "body", null, Sealed.of(wholly("lead", HIS, CORONARY_SINUS)))));
        Correction weight = wholly("weight", SEVENTY, SEVENTY_ONE);
        forms.apply(by("dora", 2, corrected("month-6", "body", weight.withReasonSealed(), Sealed.of(weight))));

        FormState form = forms.form("month-6", "body").orElseThrow();
        assertThat(form.answers()).isEqualTo(Map.of("weight", SEVENTY_ONE, "lead", CORONARY_SINUS));
        assertThat(form.history("lead")).extracting(FormState.Answer::because).containsExactly(null, "the wrong box");
        assertThat(form.history("weight")).extracting(FormState.Answer::because).containsExactly(null, "the wrong box");
        assertThat(form.withheld()).isFalse();
    }

    @Test
    void withoutTheKeyWhatIsSealedStaysUnknownAndTheRestIsCorrected() {
        forms.apply(by("dora", 0, form("month-6", "body", Map.of("weight", SEVENTY), Told.closed())));
        forms.apply(by("dora", 1, corrected("month-6", "body", null, Told.closed())));
        Correction weight = wholly("weight", SEVENTY, SEVENTY_ONE).withReasonSealed();
        forms.apply(by("dora", 2, corrected("month-6", "body", weight, Told.closed())));

        FormState form = forms.form("month-6", "body").orElseThrow();
        assertThat(form.answers()).isEqualTo(Map.of("weight", SEVENTY_ONE));
        assertThat(form.history("lead")).isEmpty();
        assertThat(form.history("weight").getLast().because()).isEqualTo(weight.because());
        assertThat(form.withheld()).isTrue();
    }

    @Test
    void aFormIsWithheldInPartOnceItsCorrectionIs() {
        forms.apply(by("dora", 0, form("month-6", "body", Map.of("weight", SEVENTY), null)));
        assertThat(forms.form("month-6", "body").orElseThrow().withheld()).isFalse();

        forms.apply(by("dora", 1, corrected("month-6", "body", null, Told.closed())));
        assertThat(forms.form("month-6", "body").orElseThrow().withheld()).isTrue();
    }

    /// What a view of the blinded holds of forms is the open part of them, whether or not the events are opened.
    @Test
    void theOpenAnswersAreTheSameOpenedOrClosedAndNothingSealedIsAmongThem() {
        for (int seed = 0; seed < 300; seed++) {
            FormStates all = new FormStates();
            FormStates blind = new FormStates();
            SortedMap<String, FormAnswers> ofOpened = new TreeMap<>();
            SortedMap<String, FormAnswers> ofClosed = new TreeMap<>();
            List<SubjectEvent> opened = events(new SplittableRandom(seed), true);
            List<SubjectEvent> closed = events(new SplittableRandom(seed), false);
            for (int at = 0; at < opened.size(); at++) {
                all.apply(by("dora", at, opened.get(at)));
                blind.apply(by("dora", at, closed.get(at)));
                ofOpened = FormAnswers.after(ofOpened, opened.get(at), (item, answer) -> true);
                ofClosed = FormAnswers.after(ofClosed, closed.get(at), (item, answer) -> true);
            }
            assertThat(ofOpened).as("seed %d", seed).isEqualTo(ofClosed);
            ofOpened.forEach((key, form) -> {
                String visit = key.substring(0, key.indexOf('/'));
                assertThat(form.answers().keySet()).allMatch(item -> item.startsWith("open-"));
                assertThat(blind.form(visit, "body").orElseThrow().answers()).isEqualTo(form.answers());
                SortedMap<String, ItemValue> known =
                        new TreeMap<>(all.form(visit, "body").orElseThrow().answers());
                known.keySet().removeIf(item -> item.startsWith("sealed-"));
                assertThat(known).isEqualTo(form.answers());
            });
        }
    }

    @Test
    void onlyWhatIsKeptEntersAndACorrectionToSomethingElseTakesItAway() {
        SortedMap<String, FormAnswers> forms = FormAnswers.after(
                new TreeMap<>(),
                form("month-6", "body", Map.of("weight", SEVENTY, "lead", HIS), null),
                (item, answer) -> answer.unit() != null);
        assertThat(requireNonNull(forms.get("month-6/body")).answers()).isEqualTo(Map.of("weight", SEVENTY));

        forms = FormAnswers.after(
                forms,
                open("weight", SEVENTY, ItemValue.of("seventy"), "typed"),
                (item, answer) -> answer.unit() != null);
        assertThat(requireNonNull(forms.get("month-6/body")).answers()).isEmpty();
    }

    private static SubjectEvent open(String item, @Nullable ItemValue from, @Nullable ItemValue to, String because) {
        return corrected("month-6", "body", new Correction(item, from, to, because), null);
    }

    private static Correction wholly(String item, ItemValue from, ItemValue to) {
        return new Correction(item, from, to, "the wrong box");
    }

    /// Forms of two visits with open and sealed items, and corrections of each; opened, or as they are without the key.
    private static List<SubjectEvent> events(SplittableRandom random, boolean opened) {
        List<SubjectEvent> events = new ArrayList<>();
        for (String visit : List.of("month-3", "month-6")) {
            Map<String, ItemValue> open = random.nextBoolean() ? Map.of("open-1", SEVENTY) : Map.of();
            Sealed<Map<String, ItemValue>> sealed = Sealed.of(Map.of("sealed-1", HIS));
            events.add(form(visit, "body", open, opened ? sealed : Told.closed()));
        }
        for (int count = random.nextInt(12); count > 0; count--) {
            String visit = random.nextBoolean() ? "month-3" : "month-6";
            boolean revealing = random.nextBoolean();
            String item = (revealing ? "sealed-" : "open-") + random.nextInt(3);
            ItemValue to = random.nextInt(4) == 0 ? null : ItemValue.of("v" + random.nextInt(9));
            Correction correction = new Correction(item, null, to, "because " + count);
            events.add(corrected(
                    visit,
                    "body",
                    revealing ? null : correction.withReasonSealed(),
                    opened ? Sealed.of(correction) : Told.closed()));
        }
        return events;
    }
}
