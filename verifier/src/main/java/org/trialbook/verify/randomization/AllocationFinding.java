package org.trialbook.verify.randomization;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.SeedParty;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;

/// One way in which a study was not allocated as it says. The code is stable: scripts rely on it.
public sealed interface AllocationFinding {

    /// The finding's name in kebab case: `WrongNumber` is `wrong-number`.
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// The position of the event that is not as it has to be, where it is an event.
    OptionalLong position();

    /// What was seen and what should have been, in a sentence.
    String evidence();

    /// A text that the record holds, no longer than a person reads.
    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    /// A finding about the event at a position.
    sealed interface AtEvent extends AllocationFinding {
        long at();

        @Override
        default OptionalLong position() {
            return OptionalLong.of(at());
        }
    }

    /// A finding about something that is not there.
    sealed interface Absent extends AllocationFinding {
        @Override
        default OptionalLong position() {
            return OptionalLong.empty();
        }
    }

    /// What has a part in the allocation and can't be read: then nothing that depends on it can be told.
    record UnreadableEvent(long at, String reason) implements AtEvent {
        @Override
        public String evidence() {
            return "not as the format says: " + reason;
        }
    }

    // ---- the seed

    record MissingCommitment(SeedParty party) implements Absent {
        @Override
        public String evidence() {
            return "the %s never committed to a share of the seed".formatted(party.storedName());
        }
    }

    /// Whoever commits after the first randomization can have chosen the share to suit.
    record LateCommitment(long at, SeedParty party, long first) implements AtEvent {
        @Override
        public String evidence() {
            return "the %s committed to a share after the first subject was randomized at position %d"
                    .formatted(party.storedName(), first);
        }
    }

    record RepeatedCommitment(long at, String party) implements AtEvent {
        @Override
        public String evidence() {
            return "'%s' is no party of the seed, or had committed to a share before".formatted(shown(party));
        }
    }

    /// @param computed the commitment that the revealed share gives; null when it is no share
    record ChangedSeedShare(
            long at,
            SeedParty party,
            String committed,
            @Nullable String computed) implements AtEvent {
        @Override
        public String evidence() {
            return computed == null
                    ? "what was revealed of the %s is no share of 32 bytes".formatted(party.storedName())
                    : "the %s committed to '%s', but the revealed share gives %s"
                            .formatted(party.storedName(), shown(committed), computed);
        }
    }

    record RepeatedReveal(long at) implements AtEvent {
        @Override
        public String evidence() {
            return "the seed had been revealed before";
        }
    }

    /// @param list the commitment
    record ChangedList(long at, String list) implements AtEvent {
        @Override
        public String evidence() {
            return ("what was revealed as the list %s is not of that hash, not as the format says, or not for this"
                            + " study's open arms")
                    .formatted(shown(list));
        }
    }

    record KitNotInStock(long at, String kit, SiteId site) implements AtEvent {
        @Override
        public String evidence() {
            return "kit %s was given at site %s, which did not have it in stock as that product"
                    .formatted(shown(kit), site);
        }
    }

    record KitOfAnotherArm(long at, SubjectId subject, String kit) implements AtEvent {
        @Override
        public String evidence() {
            return "%s was given the kit %s, which is not of the subject's arm by any list"
                    .formatted(subject, shown(kit));
        }
    }

    record OtherKit(long at, SubjectId subject, String drawn, String kit) implements AtEvent {
        @Override
        public String evidence() {
            return "%s was given the kit %s, but the seed draws %s".formatted(subject, shown(kit), shown(drawn));
        }
    }

    record WrongDispensing(long at, SubjectId subject, int expected, int found) implements AtEvent {
        @Override
        public String evidence() {
            return "%s was given a kit as number %d where %d is next".formatted(subject, found, expected);
        }
    }

    record BeyondTheList(long at, SubjectId subject, String stratum) implements AtEvent {
        @Override
        public String evidence() {
            return "%s was randomized in the stratum '%s' beyond the end of the prepared list"
                    .formatted(subject, shown(stratum));
        }
    }

    // ---- the protocol

    record NoProtocol(long at) implements AtEvent {
        @Override
        public String evidence() {
            return "a subject was randomized before a protocol was published";
        }
    }

    record ChangedMethod(long at, String version) implements AtEvent {
        @Override
        public String evidence() {
            return "version %s of the protocol changes arms, ratio, strata or method after the first randomization"
                    .formatted(shown(version));
        }
    }

    // ---- who was randomized, as what number, in which stratum

    record WrongNumber(long at, SubjectId subject, long expected, int found) implements AtEvent {
        @Override
        public String evidence() {
            return "%s has number %d where %d is next: a randomization is missing or out of order"
                    .formatted(subject, found, expected);
        }
    }

    record RandomizedTwice(long at, SubjectId subject) implements AtEvent {
        @Override
        public String evidence() {
            return "%s had been randomized before".formatted(subject);
        }
    }

    /// @param answered the levels that follow from the answers, as a stratum; null when they give none
    /// @param confirmed whether these levels were confirmed with the answers
    record WrongStratum(
            long at, SubjectId subject, @Nullable String answered, boolean confirmed, String found) implements AtEvent {
        @Override
        public String evidence() {
            String given = answered == null
                    ? "%s was randomized in the stratum '%s', but the answers recorded before give none"
                            .formatted(subject, shown(found))
                    : "%s was randomized in the stratum '%s', and the answers recorded before give '%s'"
                            .formatted(subject, shown(found), shown(answered));
            return confirmed ? given : given + "; the levels recorded with the answers are others";
        }
    }

    // ---- the arms

    /// @param subjects all that have no arm
    record UndisclosedAllocation(long at, SubjectId subject, int subjects) implements AtEvent {
        @Override
        public String evidence() {
            return "%s was randomized, but no arm is disclosed of %s"
                    .formatted(subject, subjects == 1 ? "this subject" : "this and %d others".formatted(subjects - 1));
        }
    }

    record DisclosedStranger(long at, String subject) implements AtEvent {
        @Override
        public String evidence() {
            return "an arm is disclosed of %s, who was not randomized before, or twice".formatted(subject);
        }
    }

    record WrongCount(long at, int stated, int randomized) implements AtEvent {
        @Override
        public String evidence() {
            return "the study was unblinded with %d subjects, but %d had been randomized".formatted(stated, randomized);
        }
    }

    /// What was sealed when the subject was randomized is not what was disclosed.
    record SealedOtherwise(long at, SubjectId subject, ArmCode sealed, ArmCode disclosed) implements AtEvent {
        @Override
        public String evidence() {
            return "%s was sealed as %s when randomized, and disclosed as %s".formatted(subject, sealed, disclosed);
        }
    }

    /// The first subject whose arm does not follow from the seed, and what explains all the rest.
    ///
    /// @param others further subjects whose arms are not those of the untouched sequence
    record OtherArm(
            long at,
            Kind kind,
            Difference first,
            String stratum,
            ArmCode recomputed,
            ArmCode found,
            List<Difference> others)
            implements AtEvent {

        /// What the differences look like.
        public enum Kind {
            /// The arms of two subjects, and no others, stand in each other's place.
            SWAPPED("swapped-allocation"),
            /// From this subject on, the arms are those of the next slots: one slot went to nobody.
            SKIPPED("skipped-slot"),
            /// The differences follow neither pattern.
            OTHER("other-arm");

            private final String code;

            Kind(String code) {
                this.code = code;
            }
        }

        /// A subject whose arm differs.
        public record Difference(int number, SubjectId subject) {}

        @Override
        public String code() {
            return kind.code;
        }

        @Override
        public String evidence() {
            String told = "%s, number %d, in the stratum '%s' has the arm %s, but the seed gives %s"
                    .formatted(first.subject(), first.number(), shown(stratum), found, recomputed);
            return told
                    + switch (kind) {
                        case SWAPPED ->
                            "; %s, number %d, has the arm in exchange, and nobody else differs"
                                    .formatted(
                                            others.getFirst().subject(),
                                            others.getFirst().number());
                        case SKIPPED -> "; from here on every arm is that of the slot after the subject's";
                        case OTHER ->
                            others.isEmpty() ? "; nobody else differs" : "; %d more differ".formatted(others.size());
                    };
        }
    }
}
