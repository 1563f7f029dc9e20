package org.trialbook.benchmark.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.benchmark.trial.DrawnRequests.Drawn;
import org.trialbook.benchmark.trial.TrialContents.Assigned;
import org.trialbook.benchmark.trial.TrialContents.Registered;

class DrawnRequestsTest {
    private static final int MOMENTS = 400;
    private static final int ASKED = MOMENTS - MOMENTS / 20;

    /// 40,000 events: every hundredth registers somebody, and the read of somebody is assigned behind.
    private static final TrialContents CONTENTS = new TrialContents(
            40_000,
            IntStream.range(0, 400)
                    .mapToObj(i -> new Registered(100L * i, "%02d-%03d".formatted(i % 7 + 1, i)))
                    .toList(),
            IntStream.range(0, 400)
                    .mapToObj(i -> new Assigned(100L * i + 50, "R-%08d".formatted(i), "reader-" + (i % 3 + 1)))
                    .toList(),
            IntStream.range(0, MOMENTS).mapToObj(Instant::ofEpochSecond).toList());

    private final DrawnRequests drawn = new DrawnRequests(CONTENTS, 1);

    private static AskedInADay question(String person, String path) {
        return new AskedInADay("any", person, path, true);
    }

    private List<Drawn> asOf(AskedInADay question) {
        return Stream.generate(() -> drawn.asOf(question)).limit(ASKED).toList();
    }

    private static String member(Drawn request, String name) {
        return Stream.of(request.path().split("[?&]"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noMomentIsAskedTwiceAndTheyLieEvenlyOverTheRecord() {
        List<Long> positions = asOf(question("monitor", "/overview")).stream()
                .map(request -> Long.parseLong(member(request, "asOf")))
                .toList();

        assertThat(positions).doesNotHaveDuplicates().allMatch(position -> position <= CONTENTS.events());
        for (int tenth = 1; tenth < 10; tenth++) {
            long from = 4_000L * tenth;
            assertThat(positions)
                    .filteredOn(position -> position > from && position <= from + 4_000)
                    .hasSize(MOMENTS / 10);
        }
    }

    @Test
    void whoMayNotKnowPositionsAsksByInstants() {
        assertThat(asOf(question("coordinator@{site}", "/matrix")))
                .allSatisfy(request ->
                        assertThat(Instant.parse(member(request, "asOf"))).isNotNull())
                .extracting(request -> member(request, "asOf"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoIsAskedAboutWasThereAndIsOfTheCallersSite() {
        assertThat(asOf(question("coordinator@{site}", "/{subject}?limit=50"))).allSatisfy(request -> {
            String subject = request.path().substring(1, request.path().indexOf('?'));
            assertThat(request.person()).isEqualTo("coordinator@" + subject.split("-")[0]);
            int registered = Integer.parseInt(subject.split("-")[1]);
            long moment = Instant.parse(member(request, "asOf")).getEpochSecond();
            assertThat(registered).isLessThanOrEqualTo((int) moment);
        });
    }

    @Test
    void aReadIsAskedForByWhomItIsAssignedTo() {
        assertThat(Stream.generate(() -> drawn.live(question("{reader}", "/{read}")))
                        .limit(50))
                .allSatisfy(request -> {
                    int read = Integer.parseInt(request.path().substring(3));
                    assertThat(request.person()).isEqualTo("reader-" + (read % 3 + 1));
                });
    }

    @Test
    void everyQuestionIsFilledIn() {
        assertThat(AskedInADay.ALL).allSatisfy(question -> {
            Drawn request = drawn.live(question);
            assertThat(request.person() + request.path()).doesNotContain("{").doesNotContain("}");
        });
        assertThat(AskedInADay.ALL).extracting(AskedInADay::label).doesNotHaveDuplicates();
    }
}
