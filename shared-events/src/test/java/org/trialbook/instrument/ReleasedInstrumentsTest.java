package org.trialbook.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.Sha256;

class ReleasedInstrumentsTest {

    /// File → SHA-256 of it. Written once, when the file is released: a study's scores are computed by it for ever.
    private static final Map<String, String> RELEASED = Map.of(
            "eq-5d-5l.2011.yaml", "97014e5d5012dd271764da4f46bb5b53ede2b607f784563c9df152065d361628",
            "kccq-12.2012.yaml", "671db62c114454d523fc3805718055cecf3b897d68529016c87c06f210ae79cf",
            "kccq-23.2000.yaml", "cf46fd7cc9f327451cc878bc4fe05718f6ebf1bbbc4642f5f3f0a20b85eb54b4",
            "mlhfq.1987.yaml", "d9b005a8bacdd99735ba6c83612d19842680e604f51785a492be7ba7056c79ed",
            "nyha.1994.yaml", "198be24db5bbcb0732fe1067d68da16cc6714191e540d5acf81016815ecc39ea");

    @Test
    void filesStayAsTheyWereReleased() throws IOException {
        Map<String, String> present = new TreeMap<>();
        for (String file : Instruments.FILES) {
            try (InputStream in = Objects.requireNonNull(Instruments.class.getResourceAsStream(file))) {
                present.put(file, HexFormat.of().formatHex(Sha256.digest().digest(in.readAllBytes())));
            }
        }
        assertThat(present).isEqualTo(new TreeMap<>(RELEASED));
    }

    @Test
    void everyScoreIsOfWhatStandsBeforeIt() {
        for (Instrument instrument : Instruments.all()) {
            Set<String> known = new HashSet<>();
            instrument
                    .items()
                    .forEach(asked -> asked.codes()
                            .forEach(
                                    code -> assertThat(known.add(code)).as(code).isTrue()));
            for (Instrument.Score score : instrument.scores()) {
                assertThat(known).as(instrument.code()).containsAll(score.of());
                assertThat(score.needs()).isBetween(1, score.of().size());
                assertThat(known.add(score.code())).as(score.code()).isTrue();
                if (score.rule() == Instrument.Rule.MEAN_RESCALED) {
                    assertThat(score.of())
                            .allSatisfy(item -> assertThat(instrument.asked(item))
                                    .get()
                                    .extracting(Instrument.Asked::worst, Instrument.Asked::best)
                                    .doesNotContainNull());
                }
            }
        }
    }
}
