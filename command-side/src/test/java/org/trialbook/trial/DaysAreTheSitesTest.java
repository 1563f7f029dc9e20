package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.deviation.RecordFoundDeviation;
import org.trialbook.trial.implant.RecordImplantAttempt;
import org.trialbook.trial.randomization.RandomizeSubject;

/// A day is one of the site's calendar, whatever offset the moment came in and wherever the server stands: at sites
/// from twelve hours behind UTC to fourteen ahead of it, at every hour of a day, in every offset.
public class DaysAreTheSitesTest {

    private static final List<Instant> MOMENTS = IntStream.range(0, 12)
            .mapToObj(hour -> Instant.parse("2026-11-28T00:10:00Z").plusSeconds(hour * 2L * 3600))
            .toList();

    public static final List<ZoneId> SITES = Stream.concat(
                    IntStream.rangeClosed(-12, 14).mapToObj(ZoneOffset::ofHours),
                    Stream.of("Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati")
                            .map(ZoneId::of))
            .toList();

    public static final List<ZoneOffset> OFFSETS =
            Stream.of(-12, -8, 0, 1, 13, 14).map(ZoneOffset::ofHours).toList();

    /// Every act that names its day, with a history in which it is recorded; but those of a reader, who must not learn
    /// from a refusal where the subject is.
    static List<ActExample<?, ?>> actsThatNameADay() {
        return ActExamples.all().stream()
                .filter(row ->
                        row.act().namesADay() && !row.act().act().target().equals(Target.READ))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("actsThatNameADay")
    void todayIsTheSitesAndTomorrowHasNotCome(ActExample<?, ?> row) {
        List<String> wrong = new ArrayList<>();
        each((zone, offset, now) -> {
            CommandContext context = HotCrt.context(row.act().context().actor(), now, now.atZone(offset));
            LocalDate today = LocalDate.ofInstant(now, zone);
            Function<LocalDate, Outcome> on = day -> Scenario.given(at(zone, row.given()))
                    .when(row.act().on(context, day))
                    .outcome();
            if (!(on.apply(today) instanceof Outcome.Recorded)) {
                wrong.add("%s at %s of %s: today is refused: %s".formatted(now, offset, zone, on.apply(today)));
            }
            if (!refusal(on.apply(today.plusDays(1))).equals("in-the-future")) {
                wrong.add("%s at %s of %s: tomorrow is taken".formatted(now, offset, zone));
            }
            if (!refusal(on.apply(today.minusYears(10).minusDays(1))).equals("too-long-ago")) {
                wrong.add("%s at %s of %s: ten years and a day ago is taken".formatted(now, offset, zone));
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// Every act whose day follows from a moment, with a history in which it is recorded; but that which says on which
    /// day something was that is found.
    static List<ActExample<?, ?>> actsWhoseDayFollows() {
        return ActExamples.all().stream()
                .filter(row -> !row.act().namesADay() && !(row.act().act() instanceof RecordFoundDeviation))
                .filter(row -> day(Scenario.decide(row.act(), row.given())).isPresent())
                .toList();
    }

    /// What is recorded is the site's day of that moment.
    @ParameterizedTest
    @MethodSource("actsWhoseDayFollows")
    void theDayOfAMomentIsTheSites(ActExample<?, ?> row) {
        List<String> wrong = new ArrayList<>();
        each((zone, offset, now) -> {
            CommandContext context = HotCrt.context(row.act().context().actor(), now, now.atZone(offset));
            Outcome outcome = Scenario.given(at(zone, row.given()))
                    .when(row.act().on(context, LocalDate.EPOCH))
                    .outcome();
            if (!day(outcome).equals(Optional.of(LocalDate.ofInstant(now, zone)))) {
                wrong.add("%s at %s of %s: %s".formatted(now, offset, zone, outcome));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aDayFollowsForTheseAtLeast() {
        assertThat(actsWhoseDayFollows()).hasSizeGreaterThanOrEqualTo(3);
    }

    /// The day that the recorded event has as a member of its own.
    private static Optional<LocalDate> day(Outcome outcome) {
        if (!(outcome instanceof Outcome.Recorded recorded)) {
            return Optional.empty();
        }
        TrialEvent event = recorded.events().getFirst();
        return Arrays.stream(event.getClass().getRecordComponents())
                .filter(part -> part.getType() == LocalDate.class)
                .findFirst()
                .map(part -> {
                    try {
                        return (LocalDate) part.getAccessor().invoke(event);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void anInstantInUtcDatesNoRandomizationAfterItsImplantInLosAngeles() {
        Instant evening = Instant.parse("2026-11-28T02:30:00Z");
        CommandContext context = HotCrt.context(HotCrt.COORDINATOR, evening, evening.atZone(ZoneOffset.UTC));
        ZoneId site = ZoneId.of("America/Los_Angeles");

        SubjectRandomized randomized = Scenario.given(at(site, HotCrt.eligible()))
                .when(ask(RandomizeSubject.class, context, SUBJECT, new RandomizeSubject.Body()))
                .recorded(SubjectRandomized.class);

        assertThat(randomized.randomizedOn()).isEqualTo("2026-11-27");
        assertThat(Scenario.given(at(site, HotCrt.eligible()), randomized)
                        .when(ask(
                                RecordImplantAttempt.class,
                                context,
                                SUBJECT,
                                new RecordImplantAttempt.Body(
                                        LocalDate.parse("2026-11-27"),
                                        HotCrt.attempt("coronary-sinus").values())))
                        .outcome())
                .isInstanceOf(Outcome.Recorded.class);
    }

    /// A client's clock may be five minutes ahead, and begins no day by that.
    @Test
    void aClockThatIsAheadBeginsNoDay() {
        Instant now = Instant.parse("2026-11-28T22:58:00Z");
        CommandContext context =
                HotCrt.context(HotCrt.COORDINATOR, now, now.plusSeconds(240).atZone(ZoneOffset.UTC));

        assertThat(context.occurredOn(HotCrt.ZONE)).isEqualTo("2026-11-28");
    }

    private interface Case {
        void with(ZoneId zone, ZoneOffset offset, Instant now);
    }

    private static void each(Case of) {
        for (ZoneId zone : SITES) {
            for (Instant now : MOMENTS) {
                of.with(zone, OFFSETS.get(Math.floorMod(zone.hashCode() + now.hashCode(), OFFSETS.size())), now);
            }
        }
    }

    /// The same history, with the site in that zone.
    public static List<TrialEvent> at(ZoneId zone, List<TrialEvent> history) {
        return history.stream()
                .map(event -> event instanceof SiteOpened ? new SiteOpened(STUDY, SITE, "There", zone.getId()) : event)
                .toList();
    }

    private static String refusal(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var refusal) ? refusal.name() : "recorded";
    }
}
