package org.trialbook.view.blind;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.IdealBlindingKey;
import org.trialbook.view.projection.Story;

/// A whole trial from seeds of its own for what everybody may see, for what is sealed, for the acts that are
/// withheld and for what readers do. Every family of events occurs, every role acts. What is open is drawn from the
/// open seed alone, so that two histories of one open seed differ in nothing but what they are meant to differ in.
///
/// It needn't be a trial that the decisions would let happen: views must keep the blind whatever the record holds.
public final class GeneratedTrial {

    /// Two histories of one open seed.
    public record Pair(List<Deed> one, List<Deed> other) {}

    /// What the histories of a pair differ in beside what is sealed.
    public enum Differing {
        /// Nothing else.
        SEALED,
        /// How many acts there are that the blinded are not told of, whose they are and of which day.
        WITHHELD,
        /// What the core laboratory does after a recording was registered.
        READING
    }

    private static final String[] TIMES = {"09:00:00", "11:30:00", "16:45:12"};

    final RandomGenerator open;
    /// Of acts that are withheld.
    final RandomGenerator hidden;
    final RandomGenerator laboratory;
    /// Of what is withheld of the casebook.
    final RandomGenerator aside;
    /// What is withheld and was added to trials that were told already: their own draws stay where they were.
    final RandomGenerator later;

    final Secrets laterSecrets;
    final Secrets asideSecrets;
    final Secrets secrets;
    final Amendments amendments;
    final List<Deed> deeds = new ArrayList<>();

    private GeneratedTrial(long seed, Secrets.Seeds seeds, KindOfBlinding blinding) {
        this.amendments = new Amendments(blinding);
        this.open = Secrets.generator(seed);
        this.hidden = Secrets.generator(seeds.withheld());
        this.laboratory = Secrets.generator(seeds.laboratory());
        this.secrets = new Secrets(seeds);
        this.aside = Secrets.generator(seeds.withheld() + 17);
        this.later = Secrets.generator(seeds.withheld() + 31);
        this.laterSecrets = new Secrets(seeds);
        this.asideSecrets = new Secrets(seeds);
    }

    /// The pair of a seed: the arms are swapped, or drawn anew, or, where the study is unblinded in the end, the
    /// same in both, since they then stand in clear. Everything else that is sealed is always drawn anew.
    ///
    /// @param subjects how many are registered, at least 4 for one of each fate
    public static Pair pair(long seed, int subjects) {
        return pair(seed, subjects, Differing.SEALED);
    }

    public static Pair pair(long seed, int subjects, Differing differing) {
        return pair(seed, subjects, differing, KindOfBlinding.SINGLE_BLIND);
    }

    public static Pair pair(long seed, int subjects, Differing differing, KindOfBlinding blinding) {
        long first = 31 * seed + 1_000_003;
        boolean unblinded = unblinded(seed);
        boolean swap = !unblinded && seed % 2 == 0;
        long withheld = first + 2;
        long read = first + 3;
        List<Deed> one = told(seed, new Secrets.Seeds(first, false, first + 1, withheld, read), subjects, blinding);
        List<Deed> other = told(
                seed,
                new Secrets.Seeds(
                        swap || unblinded ? first : ~first,
                        swap,
                        ~first - 1,
                        differing == Differing.WITHHELD ? ~withheld : withheld,
                        differing == Differing.READING ? ~read : read),
                subjects,
                blinding);
        return new Pair(one, other);
    }

    /// Whether the study of this seed is unblinded in the end.
    static boolean unblinded(long seed) {
        return seed % 6 == 5;
    }

    private static List<Deed> told(long seed, Secrets.Seeds seeds, int subjects, KindOfBlinding blinding) {
        GeneratedTrial trial = new GeneratedTrial(seed, seeds, blinding);
        trial.tell(subjects, unblinded(seed));
        return List.copyOf(trial.deeds);
    }

    /// A history of this seed, sealed by the ideal key.
    public static Story story(long seed, int subjects) {
        return story(pair(seed, subjects).one());
    }

    /// One history of a seed, sealed by the ideal key.
    public static Story story(List<Deed> deeds) {
        return Scribe.write(deeds, new IdealBlindingKey(), Scribe.Pen.HONEST);
    }

    public static Story story(List<Deed> deeds, BlindingKey key) {
        return Scribe.write(deeds, key, Scribe.Pen.HONEST);
    }

    private void tell(int subjects, boolean unblind) {
        StudyDeeds study = new StudyDeeds(this);
        study.begin();
        study.supply();
        ReadDeeds reads = new ReadDeeds(this);
        List<SubjectCourse> courses = new ArrayList<>();
        for (int n = 1; n <= subjects; n++) {
            // One of each fate first; then as it comes.
            int fate = n <= 4 ? n : open.nextInt(8);
            courses.add(new SubjectCourse(this, reads, "%02d-%03d".formatted(1 + open.nextInt(2), n), fate));
        }
        // In turns, as in a trial; the order says nothing of what is sealed.
        List<SubjectCourse> active = new ArrayList<>(courses);
        for (int turn = 0; !active.isEmpty(); turn++) {
            study.amend(turn);
            SubjectCourse next = active.get(open.nextInt(active.size()));
            if (!next.advance()) {
                active.remove(next);
                study.look(next);
                study.cap(next);
                study.dispense(next);
                study.move(next);
            }
        }
        study.rotateKey();
        reads.readAll();
        study.end(courses, unblind);
    }

    void done(EventLine.Actor actor, TrialEvent event) {
        done(actor, event, null);
    }

    /// Recorded some seconds later, and told as of some time of the day.
    void done(EventLine.Actor actor, TrialEvent event, @Nullable String reason) {
        deeds.add(new Deed(event, actor, occurred(open), reason, open.nextInt(3)));
    }

    /// An act that the blinded are not told of. It takes no time, so that it moves nothing that they are told.
    void hidden(EventLine.Actor actor, TrialEvent event) {
        deeds.add(new Deed(event, actor, occurred(hidden), null, 0));
    }

    /// What was added to trials that were told already: it draws nothing, so that nothing else of them moves.
    void drawless(EventLine.Actor actor, TrialEvent event) {
        deeds.add(new Deed(event, actor, null, null, 0));
    }

    /// What a site is not told of.
    void read(EventLine.Actor actor, TrialEvent event) {
        deeds.add(new Deed(event, actor, occurred(laboratory), null, 0));
    }

    /// What a site is told of, and not which of the readers told it, nor where that one's clock stands.
    void toldByAReader(TrialEvent event) {
        EventLine.Actor reader = People.reader(1 + laboratory.nextInt(3));
        deeds.add(new Deed(event, reader, occurred(laboratory), null, open.nextInt(3)));
    }

    private static @Nullable String occurred(RandomGenerator random) {
        return random.nextInt(4) == 0
                ? null
                : "2026-03-%02dT%s+01:00[Europe/Berlin]".formatted(1 + random.nextInt(28), TIMES[random.nextInt(3)]);
    }

    LocalDate day(int after) {
        return LocalDate.of(2026, 3, 2).plusDays(after);
    }

    String one(List<String> of) {
        return of.get(open.nextInt(of.size()));
    }

    boolean oneIn(int chances) {
        return open.nextInt(chances) == 0;
    }
}
