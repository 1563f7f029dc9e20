package org.trialbook.casebook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormLock;
import org.trialbook.ledger.EventLine;

/// Which of a subject's forms take no entries and no corrections.
///
/// @param frozen the places that are; none is a part of another
/// @param locked the same
/// @param unlocks those that somebody asked to unlock
public record FormLocks(List<CasebookPlace> frozen, List<CasebookPlace> locked, List<UnlockAsked> unlocks) {

    public static final FormLocks NONE = new FormLocks(List.of(), List.of(), List.of());

    /// @param by the account; null where the record does not say
    public record UnlockAsked(CasebookPlace place, @Nullable String by) {}

    FormLocks after(FormLockChanged event, EventLine.@Nullable Actor by) {
        CasebookPlace place = event.place();
        return switch (event.step()) {
            case FROZEN -> new FormLocks(and(frozen, place), locked, unlocks);
            case UNFROZEN -> new FormLocks(without(frozen, place), locked, unlocks);
            case LOCKED -> new FormLocks(frozen, and(locked, place), unanswered(place));
            case UNLOCK_REQUESTED ->
                new FormLocks(
                        frozen,
                        locked,
                        Stream.concat(unlocks.stream(), Stream.of(new UnlockAsked(place, by == null ? null : by.id())))
                                .toList());
            case UNLOCKED -> new FormLocks(frozen, without(locked, place), unanswered(place));
        };
    }

    private static List<CasebookPlace> and(List<CasebookPlace> places, CasebookPlace place) {
        return Stream.concat(without(places, place).stream(), Stream.of(place)).toList();
    }

    private static List<CasebookPlace> without(List<CasebookPlace> places, CasebookPlace place) {
        return places.stream().filter(held -> !place.covers(held)).toList();
    }

    private List<UnlockAsked> unanswered(CasebookPlace place) {
        return unlocks.stream().filter(asked -> !place.covers(asked.place())).toList();
    }

    /// By which place this one is frozen or locked as a whole.
    ///
    /// @param by [FormLock#FROZEN] or [FormLock#LOCKED]
    public Optional<CasebookPlace> whole(FormLock by, CasebookPlace place) {
        return held(by).stream().filter(held -> held.covers(place)).findFirst();
    }

    /// Whether the place, or a part of it, was frozen or locked by its name.
    ///
    /// @param by [FormLock#FROZEN] or [FormLock#LOCKED]
    public boolean any(FormLock by, CasebookPlace place) {
        return held(by).stream().anyMatch(place::covers);
    }

    private List<CasebookPlace> held(FormLock by) {
        return by == FormLock.LOCKED ? locked : frozen;
    }

    public Optional<UnlockAsked> unlockAsked(CasebookPlace place) {
        return unlocks.stream().filter(asked -> asked.place().equals(place)).findFirst();
    }

    /// What keeps the place from changing, [FormLock#LOCKED] before [FormLock#FROZEN]; empty where nothing does.
    public Optional<FormLock> of(CasebookPlace place) {
        return Stream.of(FormLock.LOCKED, FormLock.FROZEN)
                .filter(by -> whole(by, place).isPresent())
                .findFirst();
    }
}
