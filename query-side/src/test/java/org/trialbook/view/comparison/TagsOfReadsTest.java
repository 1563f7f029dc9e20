package org.trialbook.view.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Story.STUDY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;

/// What happens to a read carries the tag of its recording, or none where an earlier release recorded it; any
/// other recording's would be said by nobody.
class TagsOfReadsTest {

    private static final ReadCode FIRST = new ReadCode("R-AAAAAAAA");
    private static final ReadCode SECOND = new ReadCode("R-BBBBBBBB");

    @Test
    void theTagOfItsRecordingIsTheReads() {
        assertThat(findings(Set.of(EventTag.ofRecording(FIRST)))).isEmpty();
    }

    @Test
    void earlierReleasesRecordedNone() {
        assertThat(findings(Set.of())).isEmpty();
    }

    @Test
    void anotherRecordingsTagIsFound() {
        assertThat(findings(Set.of(EventTag.ofRecording(SECOND))))
                .containsExactly("a tag that the event does not have: 'recording'");
    }

    @Test
    void anUnblindingThatAReaderToldOfIsFoundByAReadOfTheSubjectAndOfNoOther() {
        for (ReadCode read : List.of(FIRST, SECOND)) {
            assertThat(told("01-001", read)).isEmpty();
            assertThat(told("01-002", read)).containsExactly("a tag that the event does not have: 'read'");
        }
        assertThat(told("01-001", new ReadCode("R-CCCCCCCC")))
                .containsExactly("a tag that the event does not have: 'read'");
    }

    private static List<String> told(String subject, ReadCode read) {
        SubjectId of = new SubjectId(subject);
        return findings(
                new SubjectEvent.SubjectUnblinded(
                        STUDY,
                        of,
                        of.site(),
                        1,
                        "inadvertent",
                        "document",
                        "the reader who reported it",
                        null,
                        LocalDate.of(2026, 3, 9),
                        Sealed.of("why")),
                Set.of(EventTag.of(read)));
    }

    private static List<String> findings(Set<EventTag> ofTheRecording) {
        return findings(new ReadingEvent.ReadAssigned(STUDY, SECOND, "reader-1"), ofTheRecording);
    }

    private static List<String> findings(TrialEvent event, Set<EventTag> more) {
        Story story = new Story()
                .then(new ReadingEvent.ReadRegistered(
                        STUDY,
                        FIRST,
                        new SubjectId("01-001"),
                        new SiteId("01"),
                        "pre-implant",
                        "echo",
                        "archive/1",
                        "22".repeat(32)))
                .then(new ReadingEvent.FurtherReadRegistered(STUDY, SECOND, FIRST, "echo", "second"));
        story.then(tagged(new Story().then(event).last(), story.size(), more));
        // The story's own seal is not as long as a box.
        return SealedFieldAudit.of(story).findings().stream()
                .map(SealedFieldAudit.SealedFieldFinding::what)
                .filter(what -> what.contains("tag"))
                .toList();
    }

    private static EventLine tagged(EventLine line, long position, Set<EventTag> more) {
        List<EventLine.Tag> tags = new ArrayList<>(line.tags());
        more.forEach(tag -> tags.add(new EventLine.Tag(tag.key(), tag.value())));
        return new EventLine(
                position,
                line.id(),
                line.type(),
                line.version(),
                line.study(),
                tags,
                line.recordedAt(),
                line.occurredAt(),
                line.actor(),
                line.command(),
                line.reason(),
                line.metadata(),
                line.payload());
    }
}
