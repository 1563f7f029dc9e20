package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.casebook.CasebookStanding;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.SubjectEvent;
import org.trialbook.view.casebook.CasebookProjection;
import org.trialbook.view.casebook.CasebookView;
import org.trialbook.view.projection.Folding;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.Versioned;

/// A list of forms says of each what the form itself says, whatever happened: the view looks at every event that the
/// casebook's own fold looks at.
class StandingOfFormsTest {

    static LongStream seeds() {
        return LongStream.range(0, 24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theListKnowsWhatTheFormKnows(long seed) {
        Story story = GeneratedTrial.story(GeneratedTrial.pair(seed, 6).one());
        List<ProjectedEvent> events = new ArrayList<>();
        story.events(0, story.size(), event -> event).forEach(events::add);
        Map<String, Versioned<CasebookView>> views = Folding.fold(CasebookProjection.CASEBOOKS, events);

        assertThat(views).isNotEmpty();
        views.forEach((subject, view) ->
                assertThat(view.view().standing()).as(subject).isEqualTo(standing(story, subject)));
    }

    private static CasebookStanding standing(Story story, String subject) {
        FormStates forms = new FormStates();
        for (long position : story.withTag(new EventTag(EventTag.SUBJECT, subject), story.size())) {
            ProjectedEvent recorded = story.event(position).orElseThrow();
            if (recorded.event() instanceof SubjectEvent) {
                forms.apply(new RecordedEvent(
                        recorded.event(),
                        position,
                        story.leafHash(position),
                        recorded.recordedAt(),
                        recorded.occurredAt(),
                        recorded.actor()));
            }
        }
        return forms.standing();
    }
}
