package org.trialbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;

/// Whatever is drawn for one person on one day could have been measured in one person: in every shipped protocol, as it
/// is and with other codes, on every form, in every reading, before and after the implant, and also where something was
/// mistyped at first.
class ValuesGoTogetherTest {

    private static final int SUBJECTS = 60;

    /// A protocol, as it is shipped or with other codes.
    record Trial(String name, String yaml) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Trial> trials() throws IOException {
        List<Trial> trials = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            for (Path file : files.sorted().toList()) {
                String yaml = Files.readString(file);
                trials.add(new Trial(file.getFileName().toString(), yaml));
                trials.add(new Trial(file.getFileName() + " with other codes", RenamedCodes.of(yaml)));
            }
        }
        return trials;
    }

    private static SimulationPlan plan(Trial trial, long seed) {
        return SimulationPlan.of(URI.create("http://127.0.0.1:1"), trial.yaml(), SUBJECTS, seed);
    }

    /// A subject and how they are, before the implant and half a year after it.
    private record Day(Screening screening, ClinicalState condition, Chance chance) {}

    private static List<Day> days(SimulationPlan plan, Protocol protocol) {
        List<Day> days = new ArrayList<>();
        for (Screening s : Screenings.draw(plan, protocol)) {
            Chance chance = Chance.of(plan.seed(), "together", s.index());
            String arm = protocol.arms().get(s.index() % 2).code().value();
            days.add(new Day(s, s.baseline(), chance));
            days.add(new Day(s, Courses.sixMonths(chance, protocol, arm, s.baseline()), chance));
        }
        return days;
    }

    @ParameterizedTest
    @MethodSource("trials")
    void onEveryForm(Trial trial) {
        for (long seed = 1; seed <= 5; seed++) {
            SimulationPlan plan = plan(trial, seed);
            Protocol protocol = Plans.protocol(plan);
            for (Day day : days(plan, protocol)) {
                for (Form form : protocol.forms()) {
                    together(Forms.filled(form, day.screening().assessedOn(), day.condition(), null, day.chance()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trials")
    void inEveryReading(Trial trial) {
        for (long seed = 1; seed <= 5; seed++) {
            SimulationPlan plan = plan(trial, seed);
            Protocol protocol = Plans.protocol(plan);
            List<String> arms =
                    protocol.arms().stream().map(arm -> arm.code().value()).toList();
            for (Day day : days(plan, protocol)) {
                for (ReadPlan read : protocol.reads()) {
                    Recording recording = new Recording(
                            "R-00000001",
                            day.screening().index(),
                            "a visit",
                            read.modality(),
                            day.screening().assessedOn(),
                            day.condition(),
                            null);
                    together(Readings.read(day.chance(), read, recording, arms).values());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trials")
    void beforeAMistypedValueIsCorrected(Trial trial) {
        for (long seed = 1; seed <= 5; seed++) {
            SimulationPlan plan = plan(trial, seed);
            Protocol protocol = Plans.protocol(plan);
            for (Screening s : Screenings.draw(plan, protocol)) {
                Slip.draw(plan, protocol, s).ifPresent(slip -> {
                    double typed = Double.parseDouble(slip.typed().value());
                    assertThat(typed).as("%s", s).isGreaterThan(s.baseline().endSystolicVolume());
                    assertThat(typed).isNotCloseTo(s.baseline().endDiastolicVolume(), within(0.1));
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trials")
    void onTheFormsAsInTheAnswersToTheCriteria(Trial trial) {
        SimulationPlan plan = plan(trial, 7);
        Protocol protocol = Plans.protocol(plan);
        for (Screening s : Screenings.draw(plan, protocol)) {
            for (Form form : protocol.forms()) {
                SortedMap<String, ItemValue> filled = asShipped(
                        Forms.filled(form, s.assessedOn(), s.baseline(), null, Chance.of(7, "answers", s.index())));
                for (String item : List.of("lvef", "qrs-duration", "lvedd", "six-minute-walk")) {
                    OptionalDouble measured = number(filled, item);
                    OptionalDouble answered = number(asShipped(s.answers()), item);
                    if (measured.isPresent() && answered.isPresent()) {
                        assertThat(measured.getAsDouble())
                                .as("%s of %s", item, s)
                                .isCloseTo(answered.getAsDouble(), within(1.0));
                    }
                }
            }
        }
    }

    /// By the codes of the shipped protocol.
    private static SortedMap<String, ItemValue> asShipped(SortedMap<String, ItemValue> drawn) {
        SortedMap<String, ItemValue> values = new TreeMap<>();
        drawn.forEach((code, value) ->
                values.put(RenamedCodes.before(code), new ItemValue(RenamedCodes.before(value.value()), value.unit())));
        return values;
    }

    private static void together(SortedMap<String, ItemValue> drawn) {
        SortedMap<String, ItemValue> values = asShipped(drawn);
        smaller(values, "lvesv", "lvedv");
        smaller(values, "lvesd", "lvedd");
        number(values, "systolic-pressure")
                .ifPresent(systolic -> assertThat(
                                systolic - number(values, "diastolic-pressure").orElseThrow())
                        .as("%s", values)
                        .isGreaterThanOrEqualTo(20));
        OptionalDouble lvef = values.containsKey("lvef") ? number(values, "lvef") : number(values, "lvef-biplane");
        OptionalDouble lvedv = number(values, "lvedv");
        if (lvef.isPresent() && lvedv.isPresent()) {
            double lvesv = number(values, "lvesv").orElseThrow();
            assertThat(100 * (lvedv.getAsDouble() - lvesv) / lvedv.getAsDouble())
                    .as("%s", values)
                    .isCloseTo(lvef.getAsDouble(), within(0.2));
        }
        if (values.getOrDefault("nyha-class", ItemValue.of("I")).value().equals("IV")) {
            number(values, "six-minute-walk")
                    .ifPresent(walk -> assertThat(walk).as("%s", values).isLessThan(500));
        }
        assertThat(values.getOrDefault("died", ItemValue.of("false")).value()).isEqualTo("false");
        for (Map.Entry<String, double[]> range : USUAL.entrySet()) {
            number(values, range.getKey())
                    .ifPresent(number -> assertThat(number)
                            .as("%s of %s", range.getKey(), values)
                            .isBetween(range.getValue()[0], range.getValue()[1]));
        }
    }

    private static final Map<String, double[]> USUAL = Map.of(
            "lvef", new double[] {8, 76},
            "lvedv", new double[] {55, 520},
            "lvedd", new double[] {38, 90},
            "qrs-duration", new double[] {70, 240},
            "height", new double[] {145, 200},
            "weight", new double[] {38, 180},
            "six-minute-walk", new double[] {90, 560},
            "distance", new double[] {90, 560},
            "peak-vo2", new double[] {5, 26});

    private static void smaller(SortedMap<String, ItemValue> values, String less, String more) {
        if (values.containsKey(less) && values.containsKey(more)) {
            assertThat(number(values, less).orElseThrow())
                    .as("%s", values)
                    .isLessThan(number(values, more).orElseThrow());
        }
    }

    private static OptionalDouble number(SortedMap<String, ItemValue> values, String item) {
        ItemValue value = values.get(item);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value.value()));
    }
}
