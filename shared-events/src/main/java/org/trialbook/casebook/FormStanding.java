package org.trialbook.casebook;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.ledger.EventLine;

/// What was done with a recorded form. Its items are codes with a space between them: of very many forms there are few
/// such texts, and each is kept once.
///
/// @param changedAt when it was recorded or last corrected
/// @param answered the items that have or had an answer
/// @param unverified those that were answered or corrected since they were last compared with the source
/// @param signatures the newest of each meaning
public record FormStanding(Instant changedAt, String answered, String unverified, List<Signature> signatures) {

    public FormStanding {
        answered = answered.intern();
        unverified = unverified.intern();
    }

    /// @param by the account; null where the record does not say
    /// @param name as it is printed
    /// @param stale whether the form changed since
    public record Signature(
            SignatureMeaning meaning,
            @Nullable String by,
            @Nullable String name,
            @Nullable String role,
            Instant at,
            boolean stale) {

        static Signature of(SignatureMeaning meaning, Instant at, EventLine.@Nullable Actor by) {
            return by == null
                    ? new Signature(meaning, null, null, null, at, false)
                    : new Signature(meaning, by.id(), by.name(), by.role(), at, false);
        }

        private Signature outdated() {
            return new Signature(meaning, by, name, role, at, true);
        }
    }

    static FormStanding recorded(Instant at, Collection<String> items) {
        String all = text(items.stream());
        return new FormStanding(at, all, all, List.of());
    }

    FormStanding changed(Instant at, Collection<String> items) {
        return new FormStanding(
                at,
                text(Stream.concat(items(answered), items.stream())),
                text(Stream.concat(items(unverified), items.stream())),
                signatures.stream().map(Signature::outdated).toList());
    }

    FormStanding verified(Predicate<String> items) {
        return new FormStanding(changedAt, answered, text(items(unverified).filter(items.negate())), signatures);
    }

    FormStanding signed(Signature signature) {
        return new FormStanding(
                changedAt,
                answered,
                unverified,
                Stream.concat(
                                signatures.stream().filter(earlier -> earlier.meaning() != signature.meaning()),
                                Stream.of(signature))
                        .toList());
    }

    private static Stream<String> items(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(text.split(" "));
    }

    private static String text(Stream<String> items) {
        return items.distinct().sorted().collect(Collectors.joining(" "));
    }

    /// The items that have or had an answer.
    public List<String> items() {
        return items(answered).toList();
    }

    /// The items that wait for being compared with the source.
    public List<String> toVerify() {
        return items(unverified).toList();
    }

    /// Whether anything in the place waits for being compared with the source.
    public boolean toVerify(FormInstance form, CasebookPlace place) {
        return items(unverified)
                .anyMatch(item -> place.covers(CasebookPlace.of(form).at(item)));
    }

    /// Whether it is signed as it stands, with that meaning or, where none is named, any.
    public boolean signedAsItStands(@Nullable SignatureMeaning meaning) {
        return signatures.stream()
                .anyMatch(signature -> !signature.stale() && (meaning == null || meaning == signature.meaning()));
    }

    FormStatus status() {
        if (signedAsItStands(null)) {
            return FormStatus.SIGNED;
        }
        if (!signatures.isEmpty()) {
            return FormStatus.STALE;
        }
        return unverified.isEmpty() && !answered.isEmpty() ? FormStatus.VERIFIED : FormStatus.COMPLETE;
    }
}
