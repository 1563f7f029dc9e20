package org.trialbook.access.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialClockTest {

    private static final Instant BEGIN = Instant.parse("2026-11-29T10:00:00Z");
    private static final Instant TRIAL = Instant.parse("2024-09-09T15:10:00Z");

    @TempDir
    private Path directory;

    private volatile Instant world = BEGIN;
    private final Clock wall = ((InstantSource) () -> world).withZone(ZoneOffset.UTC);

    private TrialClock open() {
        return TrialClock.open(directory, wall);
    }

    private TrialClock resume() {
        return TrialClock.resume(directory, wall);
    }

    @Test
    void withoutATrialsTimeItIsTheWalls() {
        TrialClock clock = resume();
        world = BEGIN.plusSeconds(3);

        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(3));
        assertThat(clock.begun()).isFalse();
        assertThat(clock.wall()).isSameAs(wall);
    }

    @Test
    void onceBegunItPassesAsTimeDoes() {
        TrialClock clock = open();
        clock.advanceTo(TRIAL);
        world = BEGIN.plusSeconds(90);

        assertThat(clock.instant()).isEqualTo(TRIAL.plusSeconds(90));
        assertThat(clock.begun()).isTrue();
    }

    @Test
    void itGoesForwardAndNeverBack() {
        TrialClock clock = open();
        clock.advanceTo(TRIAL);
        clock.advanceTo(TRIAL.plus(Duration.ofDays(40)));
        clock.advanceTo(TRIAL.plus(Duration.ofDays(39)));

        assertThat(clock.instant()).isEqualTo(TRIAL.plus(Duration.ofDays(40)));
        world = BEGIN.plusSeconds(5);
        assertThat(clock.instant()).isEqualTo(TRIAL.plus(Duration.ofDays(40)).plusSeconds(5));
    }

    @Test
    void aWallClockThatIsSetBackDoesNotTakeItBack() {
        TrialClock clock = open();
        clock.advanceTo(TRIAL);
        world = BEGIN.plusSeconds(90);
        clock.instant();
        world = BEGIN.minusSeconds(3600);

        assertThat(clock.instant()).isEqualTo(TRIAL.plusSeconds(90));
    }

    @Test
    void anotherProcessSeesAtOnceThatItWasMoved() {
        TrialClock server = resume();
        TrialClock simulation = open();

        simulation.advanceTo(TRIAL);
        assertThat(server.instant()).isEqualTo(TRIAL);
        simulation.advanceTo(TRIAL.plus(Duration.ofDays(1)));

        assertThat(server.instant()).isEqualTo(TRIAL.plus(Duration.ofDays(1)));
        assertThat(server.withZone(ZoneId.of("Europe/Berlin")).instant()).isEqualTo(server.instant());
    }

    @Test
    void whileNobodyRunsItNoTimePasses() {
        TrialClock before = open();
        before.advanceTo(TRIAL);
        world = BEGIN.plusSeconds(20);
        before.instant();
        world = BEGIN.plus(Duration.ofDays(300));

        TrialClock after = resume();

        assertThat(after.instant()).isEqualTo(TRIAL.plusSeconds(20));
        world = world.plusSeconds(5);
        assertThat(after.instant()).isEqualTo(TRIAL.plusSeconds(25));
    }

    @Test
    void whoeverOpensItWhileItRunsDoesNotMoveIt() {
        TrialClock server = open();
        server.advanceTo(TRIAL);
        world = BEGIN.plusSeconds(20);
        server.instant();
        world = BEGIN.plusSeconds(30);

        open();

        assertThat(server.instant()).isEqualTo(TRIAL.plusSeconds(30));
    }

    @Test
    void manyWhoMoveAndAskItAtOnceNeverSeeItGoBack() throws Exception {
        open().advanceTo(TRIAL);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int own = i;
            work.add(() -> {
                TrialClock clock = open();
                Instant last = clock.instant();
                for (int step = 0; step < 2_000; step++) {
                    if (step % 8 == own) {
                        clock.advanceTo(TRIAL.plusSeconds(step));
                    }
                    Instant now = clock.instant();
                    if (now.isBefore(last)) {
                        return false;
                    }
                    last = now;
                }
                return true;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> forward : threads.invokeAll(work)) {
                assertThat(forward.get()).isTrue();
            }
        }
        assertThat(open().instant()).isEqualTo(TRIAL.plusSeconds(1_999));
    }

    @Test
    void theFileIsTwoNumbers() throws Exception {
        open().advanceTo(TRIAL);

        assertThat(Files.size(directory.resolve(TrialClock.FILE))).isEqualTo(16);
    }
}
