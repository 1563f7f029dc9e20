package org.trialbook.trial.randomization;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.Stratum;
import org.trialbook.allocation.Tally;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;

/// The randomizations of the study so far. Adding one takes constant time and changes nothing that was there: a
/// study of thousands is folded again for every act.
public final class Earlier {

    static final Earlier NOBODY = new Earlier(null, null, 0);

    private final @Nullable Earlier before;
    private final @Nullable SubjectRandomized newest;
    private final int count;

    private Earlier(@Nullable Earlier before, @Nullable SubjectRandomized newest, int count) {
        this.before = before;
        this.newest = newest;
        this.count = count;
    }

    Earlier and(SubjectRandomized event) {
        return new Earlier(this, event, count + 1);
    }

    int count() {
        return count;
    }

    /// The subject's randomization number; null when it has none.
    @Nullable
    Integer numberOf(SubjectId subject) {
        return inOrder().stream()
                .filter(event -> event.subject().equals(subject))
                .map(SubjectRandomized::randomizationNumber)
                .findFirst()
                .orElse(null);
    }

    /// What a method of allocation needs to know of them. Their arms must be open.
    Tally tally() {
        Tally tally = new Tally();
        inOrder()
                .forEach(event ->
                        tally.add(Stratum.parse(event.stratum()), event.arm().opened()));
        return tally;
    }

    private Collection<SubjectRandomized> inOrder() {
        Deque<SubjectRandomized> events = new ArrayDeque<>(count);
        for (Earlier each = this; each != null && each.newest != null; each = each.before) {
            events.addFirst(each.newest);
        }
        return events;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Earlier earlier
                && count == earlier.count
                && List.copyOf(inOrder()).equals(List.copyOf(earlier.inOrder()));
    }

    @Override
    public int hashCode() {
        return count;
    }

    @Override
    public String toString() {
        return count + " randomized";
    }
}
