package org.trialbook.verify.randomization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trialbook.allocation.AllocationList;
import org.trialbook.event.StudyEvent.PreparedListRevealed;
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
        Parts list = lists.get(commitment);
        if (list == null || list.broken || list.seen != list.parts) {
            return Optional.empty();
        }
        String text = list.text.toString();
        try {
            return AllocationList.commitment(text).equals(commitment)
                    ? Optional.of(AllocationList.read(text))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// What is not as it has to be, whatever it was used for.
    ///
    /// @param plans by which subjects were allocated from lists
    List<AllocationFinding> findings(List<AllocationPlan> plans) {
        List<AllocationFinding> all = new ArrayList<>(findings);
        lists.forEach((commitment, parts) -> {
            boolean used = plans.stream()
                    .filter(plan -> plan.allocation().commitment().equals(commitment))
                    .allMatch(plan -> list(plan).isPresent());
            if (read(commitment).isEmpty() || !used) {
                all.add(new ChangedList(parts.at, commitment));
            }
        });
        return all;
    }
}
