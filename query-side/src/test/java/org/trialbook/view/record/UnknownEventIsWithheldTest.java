package org.trialbook.view.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.registered;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Story;

/// An event of a type or version that this program has not heard of may hold anything: nobody is shown it.
class UnknownEventIsWithheldTest {

    @ParameterizedTest
    @CsvSource({"trialbook.ArmToldInClear, 1", "trialbook.SubjectRegistered, 2", "other.SubjectRegistered, 1"})
    void isALeafHashAndInNoView(String type, String version) {
        Story story = new Story().published().then(registered("01-001"));
        Story longer = new Story().published().then(registered("01-001"));
        longer.then(unknown(longer.last(), type, version));

        RecordPage page = RecordPage.of(longer, 0, 3, 3, event -> Optional.of(SealedFields.withhold(event.event())));

        assertThat(page.events().get(2))
                .isEqualTo(new RecordPage.Withheld(2, longer.leafHash(2).base64(), true));
        for (Projection<?> projection : QuerySideConfiguration.BLINDED.projections()) {
            assertThat(longer.views(projection)).as(projection.name()).isEqualTo(story.views(projection));
        }
    }

    /// The line of a known event under another name.
    private static EventLine unknown(EventLine known, String type, String version) {
        return new EventLine(
                known.position() + 1,
                "event-unknown",
                type,
                version,
                known.study(),
                known.tags(),
                known.recordedAt(),
                known.occurredAt(),
                known.actor(),
                known.command(),
                known.reason(),
                known.metadata(),
                known.payload());
    }
}
