package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine.Tag;

/// A condition holds at the moment of the append, whoever else appends at that moment.
interface ConditionConformance {
    LogPlace place();

    private static Append.Guard none(long from, EventQuery.Clause... clauses) {
        return new Append.Guard(new EventQuery(false, List.of(clauses)), from);
    }

    private static EventQuery.Clause clause(Set<Tag> tags, String... types) {
        return new EventQuery.Clause(tags, Set.of(types));
    }

    @Test
    default void exactlyOneOfManyOnOneBoundaryWins() throws Exception {
        List<Log> writers = List.of(place().writer(), place().otherWriter());
        for (int subject = 0; subject < 12; subject++) {
            Tag tag = Drafts.tag("subject", "s" + subject);
            List<Callable<Boolean>> callers = new ArrayList<>();
            for (int caller = 0; caller < 6; caller++) {
                Log log = writers.get(caller % 2);
                String id = "s" + subject + "-" + caller;
                callers.add(() -> place().append(log, Drafts.unseen(tag), Drafts.draft(id, List.of(tag))) != null);
            }
            assertThat(LogPlace.together(callers)).containsOnlyOnce(true);
        }
        Log reader = place().reader();
        assertThat(reader.size()).isEqualTo(12);
        for (int subject = 0; subject < 12; subject++) {
            assertThat(reader.positionsWithTag("subject", "s" + subject)).hasSize(1);
        }
    }

    @Test
    default void allOnDisjointBoundariesWin() throws Exception {
        List<Log> writers = List.of(place().writer(), place().otherWriter());
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int subject = 0; subject < 40; subject++) {
            Tag tag = Drafts.tag("subject", "s" + subject);
            Log log = writers.get(subject % 2);
            String id = "s" + subject;
            callers.add(() -> place().append(log, Drafts.unseen(tag), Drafts.draft(id, List.of(tag))) != null);
        }
        assertThat(LogPlace.together(callers)).hasSize(40).containsOnly(true);
        assertThat(place().reader().size()).isEqualTo(40);
    }

    @Test
    default void boundariesThatShareOneStratumExcludeEachOther() throws Exception {
        List<Log> writers = List.of(place().writer(), place().otherWriter());
        for (int round = 0; round < 8; round++) {
            Tag stratum = Drafts.tag("stratum", "old" + round);
            Tag elsewhere = Drafts.tag("stratum", "young" + round);
            List<Callable<Boolean>> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                Tag own = Drafts.tag("subject", round + "-" + caller);
                Tag its = caller == 3 ? elsewhere : stratum;
                Log log = writers.get(caller % 2);
                callers.add(() -> place().append(
                                        log,
                                        none(0, clause(Set.of(own)), clause(Set.of(its), "trial.Randomized")),
                                        Drafts.draft(own.value(), "trial.Randomized", List.of(own, its), "{}"))
                        != null);
            }
            List<Boolean> won = LogPlace.together(callers);
            assertThat(won.subList(0, 3)).containsOnlyOnce(true);
            assertThat(won.get(3)).as("alone in its stratum").isTrue();
        }
        assertThat(place().reader().size()).isEqualTo(16);
    }

    @Test
    default void whatAnotherProcessJustAppendedConflicts() throws Exception {
        Log one = place().writer();
        Log two = place().otherWriter();
        for (int i = 0; i < 10; i++) {
            Tag tag = Drafts.tag("subject", "s" + i);
            assertThat(place().append(one, Drafts.unseen(tag), Drafts.draft("a" + i, List.of(tag))))
                    .isNotNull();
            // The other process has not had the time to look.
            assertThat(place().append(two, Drafts.unseen(tag), Drafts.draft("b" + i, List.of(tag))))
                    .isNull();
        }
        assertThat(place().reader().size()).isEqualTo(10);
    }

    @Test
    default void aRefusedAppendLeavesNoneOfItsEvents() throws Exception {
        Log one = place().writer();
        Log two = place().otherWriter();
        Tag taken = Drafts.tag("subject", "taken");
        place().append(one, null, Drafts.draft("first", List.of(taken)));
        assertThat(place().append(
                                two,
                                Drafts.unseen(taken),
                                Drafts.draft("x", List.of()),
                                Drafts.draft("y", List.of(taken)),
                                Drafts.draft("z", List.of())))
                .isNull();
        place().append(two, null, Drafts.draft("last", List.of()));
        assertThat(Drafts.ids(place().reader())).containsExactly("first", "last");
    }

    @Test
    default void aTypeNarrowsTheBoundary() throws Exception {
        Log log = place().writer();
        Tag tag = Drafts.tag("subject", "01-001");
        place().append(log, null, Drafts.draft("visit", "trial.VisitRecorded", List.of(tag), "{}"));
        Append.Guard notRandomized = none(0, clause(Set.of(tag), "trial.Randomized"));
        Draft randomized = Drafts.draft("r", "trial.Randomized", List.of(tag), "{}");
        assertThat(place().append(log, notRandomized, randomized)).isEqualTo(2);
        assertThat(place().append(log, notRandomized, Drafts.draft("again", List.of(tag))))
                .isNull();
    }

    @Test
    default void theLoserGetsInOnceItHasLookedAgain() throws Exception {
        Log one = place().writer();
        Log two = place().otherWriter();
        Tag tag = Drafts.tag("subject", "01-001");
        long seen = Objects.requireNonNull(place().append(one, null, Drafts.draft("a", List.of(tag))));
        assertThat(place().append(two, none(0, clause(Set.of(tag))), Drafts.draft("b", List.of(tag))))
                .isNull();
        assertThat(place().append(two, none(seen, clause(Set.of(tag))), Drafts.draft("b", List.of(tag))))
                .isEqualTo(2);
        assertThat(place().append(one, none(seen, clause(Set.of(tag))), Drafts.draft("c", List.of(tag))))
                .as("what the other appended lies after what it had seen")
                .isNull();
    }
}
