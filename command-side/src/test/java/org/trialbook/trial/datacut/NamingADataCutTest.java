package org.trialbook.trial.datacut;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trialbook.event.DataCutNamed;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

class NamingADataCutTest implements ActExamples {
    /// The server of the examples is one for all: each cut there has a name of its own.
    private static final AtomicInteger NEXT = new AtomicInteger(100);

    private static final String WHY = "for the safety board in May";
    private static final DataCutNamed FIRST = new DataCutNamed(STUDY, "interim-1", "interim", WHY);

    private static Asked<?, ?> name(String cut, String kind) {
        return ask(NameDataCut.class, by(DATA_MANAGER), STUDY, new NameDataCut.Body(cut, kind, WHY));
    }

    @Test
    void aCutHasAName() {
        given(published()).when(name("interim-1", "interim")).thenRecorded(FIRST);
    }

    @Test
    void aNameMeansOneCutForEver() {
        given(published(), FIRST)
                .when(name("interim-1", "final"))
                .thenRefused("cut-is-named", Map.of("cut", "interim-1"));
        given(published(), FIRST)
                .when(name("interim-2", "interim"))
                .thenRecorded(new DataCutNamed(STUDY, "interim-2", "interim", WHY));
    }

    @Test
    void theFinalOneIsNamedOnceTheStudyIsLocked() {
        given(published(), new StudyLocked(STUDY, "done"))
                .when(name("final", "final"))
                .thenRecorded(new DataCutNamed(STUDY, "final", "final", WHY));
    }

    @Test
    void aStudyWithoutAProtocolHasNoData() {
        given().when(name("interim-1", "interim")).thenRefused("no-protocol", Map.of());
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        NameDataCut.class,
                        by(DATA_MANAGER),
                        STUDY,
                        new NameDataCut.Body("interim-1", "interim", WHY),
                        List.of(published()))
                .sending(trial -> Map.of("cut", "interim-" + NEXT.getAndIncrement(), "kind", "interim", "because", WHY))
                .wrong("cut", " ", 400, "invalid-field")
                .wrong("cut", "x".repeat(41), 400, "invalid-field")
                .wrong("kind", "half", 400, "invalid-field")
                .wrong("because", "", 400, "invalid-field")
                .refused(
                        "cut-is-named",
                        new NameDataCut.Body("interim-1", "interim", WHY),
                        List.of(published(), FIRST)));
    }
}
