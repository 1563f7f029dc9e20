package org.trialbook.standalone;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A protocol of the size of a large trial's: the shipped one with more visits, each with a form of its own.
public final class LargeProtocol {

    static final int VISITS = 40;
    static final int ITEMS = 2_000;

    private static final int VISITS_BEFORE = 6;
    private static final int NUMBERS_ON_A_FORM = 59;

    private LargeProtocol() {}

    /// @param shipped the text of `protocols/hot-crt.yaml`
    public static String of(String shipped) {
        String visits = IntStream.range(VISITS_BEFORE, VISITS)
                .mapToObj(i ->
                        "  - {code: visit-%02d, label: Visit %d of the follow-up, anchor: enrolment, day: 0, before: 0, after: 3650, forms: [form-%02d]}\n"
                                .formatted(i, i, i))
                .collect(Collectors.joining());
        String forms = IntStream.range(VISITS_BEFORE, VISITS)
                .mapToObj(LargeProtocol::form)
                .collect(Collectors.joining());
        return shipped.replace("\n\nforms:\n", "\n" + visits + "\nforms:\n" + forms);
    }

    /// What is recorded of one of its forms.
    static String answers() {
        return IntStream.range(0, NUMBERS_ON_A_FORM)
                .mapToObj(i -> "\"m-%02d\": {\"value\": \"%d.5\", \"unit\": \"mmol/L\"}".formatted(i, i))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String form(int number) {
        return "  - code: form-%02d\n    label: Laboratory of visit %d\n    items:\n".formatted(number, number)
                + IntStream.range(0, NUMBERS_ON_A_FORM)
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "      - {code: m-%02d, label: \"Measurement %d as the laboratory reports it, %d\", type: decimal,"
                                        + " unit: mmol/L, min: 0, max: 900, decimals: 1, required: true}\n",
                                i,
                                i,
                                number * 7919 + i))
                        .collect(Collectors.joining());
    }
}
