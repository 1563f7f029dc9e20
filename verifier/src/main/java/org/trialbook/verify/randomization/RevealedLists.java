package org.trialbook.verify.randomization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.trialbook.allocation.AllocationList;
import org.trialbook.allocation.KitList;
import org.trialbook.event.StudyEvent.PreparedListRevealed;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.AllocationPlan;
import org.trialbook.verify.randomization.AllocationFinding.ChangedList;
import org.trialbook.verify.randomization.AllocationFinding.RepeatedReveal;

/// The lists that were prepared elsewhere, put together from the parts in which they are revealed.
final class RevealedLists {

    private static final class Parts {
        private final long at;
        private final int parts;
        private final StringBuilder text = new StringBuilder();
        private int seen;
        private boolean broken;

        Parts(long at, int parts) {
            this.at = at;
            this.parts = parts;
        }
    }

    private final Map<String, Parts> lists = new HashMap<>();
    private final List<AllocationFinding> findings = new ArrayList<>();

    void next(long position, PreparedListRevealed event) {
        Parts list = lists.computeIfAbsent(event.list(), ignored -> new Parts(position, event.parts()));
        if (list.seen == list.parts && !list.broken) {
            findings.add(new RepeatedReveal(position));
            return;
        }
        list.seen++;
        list.broken |= event.part() != list.seen || event.parts() != list.parts;
        // More than a file may have is not kept.
        list.broken |= list.text.length() + event.text().length() > AllocationList.MOST_BYTES;
        if (!list.broken) {
            list.text.append(event.text());
        }
    }

    boolean has(String commitment) {
        return lists.containsKey(commitment);
    }

    /// The list, if what was revealed is what was committed to and serves the plan.
    Optional<AllocationList> list(AllocationPlan plan) {
        String commitment = plan.allocation().commitment();
        return read(commitment).filter(list -> list.serves(plan));
    }

    private Optional<AllocationList> read(String commitment) {
        return text(commitment).flatMap(text -> as(AllocationList::read, text));
    }

    /// The list of kits, if what was revealed is what was committed to and is of the study.
    Optional<KitList> kits(String commitment, StudyId study) {
        return text(commitment)
                .flatMap(text -> as(KitList::read, text))
                .filter(list -> list.study().equals(study));
    }

    /// The file, if it is of the hash.
    private Optional<String> text(String commitment) {
        Parts list = lists.get(commitment);
        return Optional.ofNullable(list)
                .filter(whole -> !whole.broken && whole.seen == whole.parts)
                .map(whole -> whole.text.toString())
                .filter(text -> AllocationList.commitment(text).equals(commitment));
    }

    private static <L> Optional<L> as(Function<String, L> read, String text) {
        try {
            return Optional.of(read.apply(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// What is not as it has to be, whatever it was used for.
    ///
    /// @param plans by which subjects were allocated from lists
    /// @param ofKits commitments to lists of kits
    List<AllocationFinding> findings(List<AllocationPlan> plans, Set<String> ofKits, StudyId study) {
        List<AllocationFinding> all = new ArrayList<>(findings);
        lists.forEach((commitment, parts) -> {
            boolean used = plans.stream()
                    .filter(plan -> plan.allocation().commitment().equals(commitment))
                    .allMatch(plan -> list(plan).isPresent());
            boolean list = ofKits.contains(commitment)
                    ? kits(commitment, study).isPresent()
                    : read(commitment).isPresent();
            if (!list || !used) {
                all.add(new ChangedList(parts.at, commitment));
            }
        });
        return all;
    }
}
