package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was refused before a refusal said who may know of it is shown and withheld as it was then, for ever.
class RefusalsOfVersion1Test {

    @ParameterizedTest
    @CsvSource({
        "randomize, out-of-order, true",
        "register-subject, some-new-rule, true",
        "sign-consent, out-of-order, true",
        "confirm-eligibility, out-of-order, true",
        "randomize, no-successful-attempt, false",
        "request-crossover, crossover-reason-not-permitted, false",
        "request-crossover, form-reveals-the-arm, true",
        "publish-protocol, opens-what-was-sealed, true",
        "publish-protocol, version-form, false",
        "correct-value, value-differs, false",
        "attempt-implant, no-successful-attempt, false",
        "an-act-of-no-release, out-of-order, false"
    })
    void aRefusalIsShownAsItWas(String act, String refusal, boolean shown) {
        String payload = """
            {"study":"S","act":"%s","subject":"01-001","refusal":"%s","rule":"A rule","evidence":{},\
            "sealedEvidence":{"key":"k","box":"AAAA"}}\
            """.formatted(act, refusal);

        ActRefused read = (ActRefused) EventJson.read("trialbook.ActRefused", "1", payload);

        assertThat(read.shownToBlinded()).isEqualTo(shown);
        assertThat(BlindingPolicy.toBlinded(read)).isEqualTo(shown);
    }
}
