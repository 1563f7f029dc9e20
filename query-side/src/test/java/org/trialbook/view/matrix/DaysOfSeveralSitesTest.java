package org.trialbook.view.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.DAY;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.randomized;
import static org.trialbook.view.projection.Acts.registered;
import static org.trialbook.view.projection.Acts.tried;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.comparison.BlindedAnswers;
import org.trialbook.view.projection.Story;
import org.trialbook.view.unblindings.ReadsAfterUnblinding;
import org.trialbook.view.unblindings.UnblindingView;
import org.trialbook.view.unblindings.UnblindingView.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether a visit is due is asked of the day at the subject's site; and odd days are shown where lists are.
class DaysOfSeveralSitesTest {

    private static TrialEvent open(String site, String zone) {
        return new SiteOpened(Story.STUDY, new SiteId(site), "There", zone);
    }

    private static Story course(Story story, String subject, int number) {
        return story.then(registered(subject))
                .then(randomized(subject, number, "CSP"))
                .then(tried(subject, 1, "his", null, DAY));
    }

    private static JsonNode answer(Story story, String name, Instant now) {
        Map<String, byte[]> answers = BlindedAnswers.of(story, Story.STUDY, Clock.fixed(now, ZoneOffset.UTC));
        byte[] written = answers.get(name + " as of " + story.size());
        assertThat(written).as("%s in %s", name, answers.keySet()).isNotNull();
        String text = new String(written, StandardCharsets.UTF_8);
        return JsonMapper.shared().readTree(text.substring(text.indexOf('\n') + 1));
    }

    @Test
    void eachSiteIsAskedForItsOwnDay() {
        Story story =
                new Story().published().then(open("01", "Pacific/Auckland")).then(open("02", "America/Los_Angeles"));
        course(course(story, "01-001", 1), "02-001", 2);
        // The window of week-2 opens on the tenth day; in Auckland it has come, in Los Angeles it is the ninth.
        Instant now =
                DAY.plusDays(10).atStartOfDay(ZoneId.of("Pacific/Auckland")).toInstant();

        JsonNode matrix = answer(story, "monitor matrix", now);

        assertThat(matrix.path("on").isNull()).isTrue();
        JsonNode auckland = matrix.path("subjects").get(0);
        JsonNode angeles = matrix.path("subjects").get(1);
        assertThat(auckland.path("on").asString()).isEqualTo(DAY.plusDays(10).toString());
        assertThat(angeles.path("on").asString()).isEqualTo(DAY.plusDays(9).toString());
        assertThat(status(auckland, "week-2")).isEqualTo("due");
        assertThat(status(angeles, "week-2")).isEqualTo("upcoming");
        JsonNode own = answer(story, "coordinator@01 matrix", now, "m");
        assertThat(own.path("on").asString()).isEqualTo(DAY.plusDays(10).toString());
    }

    /// Site staff are told moments and not sizes.
    private static JsonNode answer(Story story, String name, Instant now, String moment) {
        Map<String, byte[]> answers = BlindedAnswers.of(story, Story.STUDY, Clock.fixed(now, ZoneOffset.UTC));
        String text = answers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name + " as of " + moment))
                .reduce((first, last) -> last)
                .map(entry -> new String(entry.getValue(), StandardCharsets.UTF_8))
                .orElseThrow();
        return JsonMapper.shared().readTree(text.substring(text.indexOf('\n') + 1));
    }

    private static String status(JsonNode row, String visit) {
        return row.path("visits")
                .valueStream()
                .filter(cell -> cell.path("visit").asString().equals(visit))
                .map(cell -> cell.path("status").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oddDaysStandInTheMatrixAndAboveTheTimeline() {
        SubjectId subject = new SubjectId("01-001");
        Story story = course(new Story().published().then(opened("01")), "01-001", 1)
                .then(new AssessmentRecorded(
                        Story.STUDY,
                        subject,
                        subject.site(),
                        "pre-implant",
                        "echo",
                        DAY.plusDays(91),
                        new TreeMap<>(),
                        null));
        Instant now = DAY.plusDays(100).atStartOfDay(ZoneOffset.UTC).toInstant();

        for (JsonNode marks : List.of(
                answer(story, "monitor matrix", now).path("subjects").get(0).path("marks"),
                answer(story, "monitor timeline 01-001", now).path("marks"))) {
            assertThat(marks.size()).isEqualTo(1);
            assertThat(marks.get(0).path("rule").asString()).isEqualTo("out-of-sequence");
            assertThat(marks.get(0).path("visit").asString()).isEqualTo("pre-implant");
            assertThat(marks.get(0).path("form").asString()).isEqualTo("echo");
            assertThat(marks.get(0).path("detail").asString())
                    .contains(DAY.plusDays(91).toString());
        }
    }

    @Test
    void aReadIsFlaggedFromTheBeginningOfTheSitesDay() {
        LocalDate day = LocalDate.of(2026, 11, 29);
        UnblindingView unblinding = new UnblindingView(
                "01-001",
                "01",
                new TreeMap<>(Map.of(
                        1,
                        new Notice(1, "emergency", "other", "Dr. N", null, day, Instant.EPOCH, 7, null, null, null))),
                null);

        assertThat(ReadsAfterUnblinding.since(unblinding, ZoneId.of("Pacific/Auckland")))
                .contains(Instant.parse("2026-11-28T11:00:00Z"));
        assertThat(ReadsAfterUnblinding.since(unblinding, ZoneId.of("America/Los_Angeles")))
                .contains(Instant.parse("2026-11-29T08:00:00Z"));
    }
}
