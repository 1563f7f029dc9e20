package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.drawing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;

/// A reader who claims ECGs and echos, whenever there are any, learns from the order of what comes nothing about which
/// belong to one visit: over many seeded trials the ranks of the two recordings of a visit are uncorrelated, and so are
/// the ranks of claims and of registrations; and an echo is that of the ECG before it no more often than by chance.
class ClaimsTellNothingTest {

    private static final int TRIALS = 60;
    private static final int VISITS = 24;
    private static final List<String> MODALITIES = List.of("ecg", "echo");
    /// One in 16,000 seeds of a fair draw is past it.
    private static final double BOUND = 4;

    /// How the claims of a trial are decided.
    private enum Claims {
        AS_DECIDED(8),
        /// The fault: what was registered first is claimed first.
        IN_ORDER_OF_REGISTRATION(8),
        /// The fault: whatever is registered can be claimed at once.
        WITHOUT_BATCHES(1);

        private final int visitsABatch;

        Claims(int visitsABatch) {
            this.visitsABatch = visitsABatch;
        }
    }

    /// @param ranks of the two recordings of a visit, among what was claimed between one batch and the next
    /// @param order of registration and claim
    /// @param together how often an echo came right after the ECG of its visit, against what chance makes of it
    private record Told(double ranks, double order, double together) {}

    @Test
    void theOrderOfClaimsTellsNothingOfTheVisit() {
        Told told = told(Claims.AS_DECIDED);

        assertThat(Math.abs(told.ranks())).isLessThan(BOUND);
        assertThat(Math.abs(told.order())).isLessThan(BOUND);
        assertThat(Math.abs(told.together())).isLessThan(BOUND);
    }

    @Test
    void claimsInOrderOfRegistrationWouldBeSeen() {
        Told told = told(Claims.IN_ORDER_OF_REGISTRATION);

        assertThat(told.ranks()).isGreaterThan(BOUND);
        assertThat(told.order()).isGreaterThan(BOUND);
        assertThat(told.together()).isGreaterThan(BOUND);
    }

    @Test
    void claimsAsSoonAsARecordingIsRegisteredWouldBeSeen() {
        assertThat(told(Claims.WITHOUT_BATCHES).together()).isGreaterThan(BOUND);
    }

    private static Told told(Claims claims) {
        Sum ranks = new Sum();
        Sum order = new Sum();
        double together = 0;
        double expected = 0;
        for (int seed = 1; seed <= TRIALS; seed++) {
            Trial trial = new Trial(seed, claims);
            for (int first = 0; first < VISITS; first += claims.visitsABatch) {
                Map<String, List<Integer>> claimed = trial.next(first, claims.visitsABatch);
                List<Integer> ecgs = Objects.requireNonNull(claimed.get("ecg"));
                List<Integer> echos = Objects.requireNonNull(claimed.get("echo"));
                assertThat(ecgs)
                        .as("seed %d", seed)
                        .hasSize(claims.visitsABatch)
                        .hasSameElementsAs(echos);
                for (int visit : ecgs) {
                    ranks.add(ecgs.indexOf(visit), echos.indexOf(visit), ecgs.size());
                    order.add(visit - first, ecgs.indexOf(visit), ecgs.size());
                    order.add(visit - first, echos.indexOf(visit), ecgs.size());
                    together += ecgs.indexOf(visit) == echos.indexOf(visit) ? 1 : 0;
                }
                // Two random orders have one place in common, whatever their length; a batch should mix so many at
                // least.
                expected += (double) claims.visitsABatch / Math.max(claims.visitsABatch, Mixing.LEAST);
            }
        }
        return new Told(ranks.score(), order.score(), (together - expected) / Math.sqrt(expected));
    }

    /// Products of centred ranks: of random orders their sum is normal around 0.
    private static final class Sum {

        private double sum;
        private double variance;

        void add(int one, int other, int size) {
            double middle = (size - 1) / 2.0;
            double spread = (size * size - 1) / 12.0;
            sum += (one - middle) * (other - middle);
            variance += size > 1 ? spread * spread * size / (size - 1) : 0;
        }

        double score() {
            return variance == 0 ? 0 : sum / Math.sqrt(variance);
        }
    }

    /// Visits are registered one after the other, ECG and echo together; a reader claims all that there is, in turns.
    private static final class Trial {

        private final Claims claims;
        private final Random random;
        private final Iterator<ReadCode> codes;
        private final Map<ReadCode, Integer> visits = new HashMap<>();
        private final Map<String, List<ReadCode>> registered = new HashMap<>();
        private final List<TrialEvent> history = new ArrayList<>(List.of(HotCrt.published()));

        Trial(long seed, Claims claims) {
            this.claims = claims;
            this.random = new Random(seed);
            this.codes = ReadCodes.drawn(shuffleKey()).iterator();
        }

        /// Modality → visits in the order in which they were claimed.
        Map<String, List<Integer>> next(int first, int count) {
            for (int visit = first; visit < first + count; visit++) {
                SubjectId subject = new SubjectId("01-%03d".formatted(visit + 1));
                for (String modality : MODALITIES) {
                    ReadCode code = codes.next();
                    visits.put(code, visit);
                    registered
                            .computeIfAbsent(modality, key -> new ArrayList<>())
                            .add(code);
                    record(new ReadRegistered(
                            STUDY, code, subject, subject.site(), "month-6", modality, "a", "ab".repeat(32)));
                }
            }
            String reason = count < Mixing.LEAST ? "the fault" : null;
            for (String modality : MODALITIES) {
                record(Scenario.decide(
                        ask(
                                OpenReadingBatch.class,
                                drawing(by(DATA_MANAGER), draw()),
                                "reads",
                                new OpenReadingBatch.Body(modality, reason)),
                        history));
            }
            Map<String, List<Integer>> claimed = new HashMap<>();
            for (int i = 0; i < count; i++) {
                for (String modality : MODALITIES) {
                    claimed.computeIfAbsent(modality, key -> new ArrayList<>())
                            .add(Objects.requireNonNull(visits.get(claim(modality))));
                }
            }
            return claimed;
        }

        private String draw() {
            return shuffleKey().secret();
        }

        private ShuffleKey shuffleKey() {
            byte[] drawn = new byte[32];
            random.nextBytes(drawn);
            return ShuffleKey.of(drawn);
        }

        private ReadCode claim(String modality) {
            @Nullable
            ReadCode inOrder = claims == Claims.IN_ORDER_OF_REGISTRATION
                    ? Objects.requireNonNull(registered.get(modality)).removeFirst()
                    : null;
            if (inOrder != null) {
                record(new ReadAssigned(STUDY, inOrder, Readers.reader(1).id()));
                return inOrder;
            }
            Outcome outcome = Scenario.decide(
                    ask(ClaimRead.class, drawing(by(Readers.reader(1)), draw()), "reads", new ClaimRead.Body(modality)),
                    history);
            record(outcome);
            return ((ReadAssigned) ((Outcome.Recorded) outcome).events().getFirst()).read();
        }

        private void record(Outcome outcome) {
            ((Outcome.Recorded) outcome).events().forEach(this::record);
        }

        private void record(TrialEvent event) {
            history.add(event);
        }
    }
}
