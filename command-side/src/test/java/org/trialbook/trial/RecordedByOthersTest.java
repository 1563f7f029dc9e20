package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;

/// What another process than the command side may record while that runs.
class RecordedByOthersTest {

    private static final String KEY = "x" + "0a".repeat(16);

    private final RecordedByOthers rule = new RecordedByOthers(() -> StudyBlinding.NONE);

    @ParameterizedTest
    @CsvSource({
        "statistician, , unblinded-allocation, 01-001 02-001",
        "safety-board, , unblinded-exposure,   01-001",
        "inspector,    , unblinded-record,     ''",
        "inspector,    , replay,               01-001",
        "investigator, 01, unblinded-subject,    01-001",
        "implanter,    01, unblinded-allocation, 01-001 01-002"
    })
    void aLookBySomebodyWhoMay(String role, @Nullable String site, String view, String subjects) {
        assertThat(rule.objection(look(role, site, view, subjects, KEY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Blinded, or not asked there.
        "monitor,      , unblinded-allocation,  01-001",
        "data-manager, , replay,                01-001",
        "investigator, 01, unblinded-crossovers, 01-001",
        // Not their site; no site; a site too many; no role at all.
        "investigator, 01, unblinded-subject,    02-001",
        "investigator, 01, unblinded-allocation, 01-001 02-001",
        "investigator, , unblinded-subject,     01-001",
        "statistician, 01, unblinded-allocation, 02-001",
        "sudo,         , unblinded-allocation,  01-001",
        // Not a question about what is sealed, or none.
        "statistician, , overview,              01-001",
        "statistician, , no-such-question,      01-001"
    })
    void aLookBySomebodyWhoMayNot(String role, @Nullable String site, String view, String subjects) {
        assertThat(rule.objection(look(role, site, view, subjects, KEY))).isPresent();
    }

    @Test
    void aLookUnderAnActsKeyOrUnderNone() {
        assertThat(rule.objection(look("statistician", null, "unblinded-allocation", "01-001", "c" + "0a".repeat(16))))
                .isPresent();
        assertThat(rule.objection(look("statistician", null, "unblinded-allocation", "01-001", null)))
                .isPresent();
    }

    /// Every type of the vocabulary but the one, whatever stands in it.
    @Test
    void noOtherEvent() {
        for (Class<? extends TrialEvent> type : EventTypes.all().keySet()) {
            EventTypes.StoredName stored = EventTypes.nameOf(type);
            if (type != StudyEvent.AllocationAccessed.class) {
                assertThat(rule.objection(line(stored.qualified(), "statistician", null, KEY, "{}")))
                        .as(stored.qualified())
                        .hasValueSatisfying(said -> assertThat(said).contains(stored.qualified()));
            }
        }
        assertThat(rule.objection(line("trialbook.LogKeyRotated", "statistician", null, KEY, "{}")))
                .isPresent();
        assertThat(rule.objection(line("trialbook.AllocationExposed", "statistician", null, KEY, "{\"view\":7}")))
                .isPresent();
    }

    private static EventLine look(
            String role, @Nullable String site, String view, String subjects, @Nullable String key) {
        List<SubjectId> shown = Arrays.stream(subjects.split(" ", -1))
                .filter(subject -> !subject.isEmpty())
                .map(SubjectId::new)
                .toList();
        String payload = EventJson.write(new StudyEvent.AllocationAccessed(new StudyId("HOT-CRT"), view, shown));
        return line("trialbook.AllocationExposed", role, site, key, payload);
    }

    private static EventLine line(
            String type, String role, @Nullable String site, @Nullable String key, String payload) {
        return new EventLine(
                7,
                "id",
                type,
                "1",
                "HOT-CRT",
                List.of(),
                Instant.parse("2026-11-21T09:00:00Z"),
                null,
                new EventLine.Actor("somebody", "Somebody", role, site),
                key,
                null,
                new TreeMap<>(),
                payload);
    }
}
