package org.trialbook.casebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent;

/// An answer that an event gave to an item of a form: the first one, or one that replaces it. Whoever wants to
/// know how a form stands asks here what an event adds to it, and reads neither answers nor corrections out of
/// events.
///
/// @param value null: the answer was withdrawn
/// @param because why it replaces the one before; null for the first
public record GivenAnswer(
        String item, @Nullable ItemValue value, @Nullable String because) {

    /// The form that an event gives answers to; empty where it gives none. All such events of a form are what somebody
    /// signs of it.
    public static Optional<FormInstance> form(SubjectEvent event) {
        return switch (event) {
            case AssessmentRecorded e -> Optional.of(e.instance());
            case ValueCorrected e -> Optional.of(e.instance());
            default -> Optional.empty();
        };
    }

    /// What an event gave in the open: what the blinded are told of, whether or not the key is at hand.
    public static List<GivenAnswer> open(SubjectEvent event) {
        return switch (event) {
            case AssessmentRecorded e -> first(e.values());
            case ValueCorrected e -> e.correction() == null ? List.of() : List.of(of(e.correction()));
            default -> List.of();
        };
    }

    /// All that an event gave, as far as it is open or was opened. Without the key nobody can tell which sealed
    /// item was answered or corrected, nor why another one on its form was.
    public static List<GivenAnswer> known(SubjectEvent event) {
        return switch (event) {
            case AssessmentRecorded e -> {
                List<GivenAnswer> all = new ArrayList<>(first(e.values()));
                if (e.revealing() instanceof Sealed.Open<Map<String, ItemValue>>(var opened)) {
                    all.addAll(first(opened));
                }
                yield all;
            }
            // The sealed correction is the whole one: what stands beside it in the open lacks the reason.
            case ValueCorrected e ->
                e.revealing() instanceof Sealed.Open<Correction>(var opened) ? List.of(of(opened)) : open(e);
            default -> List.of();
        };
    }

    /// Soft check → why answers break it, as an event says and as far as it is open or was opened.
    static Map<String, String> kept(SubjectEvent event) {
        return switch (event) {
            case AssessmentRecorded e -> kept(e.kept(), e.keptSealed());
            case ValueCorrected e -> kept(e.kept(), e.keptSealed());
            default -> Map.of();
        };
    }

    private static Map<String, String> kept(Map<String, String> open, @Nullable Sealed<Map<String, String>> sealed) {
        return sealed instanceof Sealed.Open<Map<String, String>>(var opened) ? opened : open;
    }

    /// Whether the event gave anything that stays sealed to whoever reads it.
    static boolean withheld(SubjectEvent event) {
        return switch (event) {
            case AssessmentRecorded e -> e.revealing() instanceof Sealed.Closed;
            case ValueCorrected e -> e.revealing() instanceof Sealed.Closed;
            default -> false;
        };
    }

    /// The first answers to some questions.
    static List<GivenAnswer> first(Map<String, ItemValue> values) {
        return values.entrySet().stream()
                .map(answer -> new GivenAnswer(answer.getKey(), answer.getValue(), null))
                .toList();
    }

    private static GivenAnswer of(Correction correction) {
        return new GivenAnswer(correction.item(), correction.to(), correction.because());
    }
}
