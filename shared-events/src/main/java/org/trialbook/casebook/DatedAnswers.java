package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.protocol.Age;
import org.trialbook.protocol.EditChecks;

/// A subject's forms and eligibility questions, with what their open answers say of time: a day, or the person's age.
/// No sealed value enters it.
///
/// @param forms see [FormInstance#path]
/// @param eligibility the newest eligibility questions that were answered; null before them
public record DatedAnswers(
        SortedMap<String, FormAnswers> forms, @Nullable FormAnswers eligibility) {

    public static final DatedAnswers NONE = new DatedAnswers(Collections.emptySortedMap(), null);

    /// The answers after one more event; these are not changed.
    public DatedAnswers after(SubjectEvent event) {
        return switch (event) {
            case EligibilityConfirmed e -> eligibility(e.confirmedOn(), e.answers());
            case ScreenFailed e -> eligibility(e.assessedOn(), e.answers());
            case EligibilityCorrected e
            when eligibility != null ->
                new DatedAnswers(forms, eligibility.and(GivenAnswer.first(e.to()), DatedAnswers::ofTime));
            default -> {
                SortedMap<String, FormAnswers> next = FormAnswers.after(forms, event, DatedAnswers::ofTime);
                yield next == forms ? this : new DatedAnswers(next, eligibility);
            }
        };
    }

    private DatedAnswers eligibility(LocalDate on, Map<String, ItemValue> answers) {
        return new DatedAnswers(forms, FormAnswers.none(on).and(GivenAnswer.first(answers), DatedAnswers::ofTime));
    }

    private static boolean ofTime(String item, ItemValue answer) {
        return Age.named(item) || EditChecks.day(answer).isPresent();
    }
}
