package org.trialbook.trial.subject;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.event.Value;
import org.trialbook.protocol.Age;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.Form;
import org.trialbook.protocol.Protocol.Visit;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.SequenceRefusal.AgeContradictsBirthYear;
import org.trialbook.trial.act.SequenceRefusal.FormRevealsTheArm;
import org.trialbook.trial.act.SequenceRefusal.InvalidAnswers;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;

/// What recording and correcting a form both ask: that visit and form are the protocol's, and that who fills in a
/// form that reveals the arm may know it.
public final class FormRules {

    private FormRules() {}

    /// The refusal when the protocol in force has no such visit, or the visit no such form.
    public static @Nullable Refusal known(Chart chart, String visitCode, String formCode) {
        return known(Objects.requireNonNull(chart.protocol()).visits(), visitCode, formCode);
    }

    /// The refusal when no version of the protocol so far had such a visit, or such a form at it.
    public static @Nullable Refusal everKnown(Chart chart, String visitCode, String formCode) {
        return known(chart.versions().visits().values(), visitCode, formCode);
    }

    private static @Nullable Refusal known(Collection<Visit> visits, String visitCode, String formCode) {
        Visit visit = visits.stream()
                .filter(each -> each.code().equals(visitCode))
                .findFirst()
                .orElse(null);
        if (visit == null) {
            return new UnknownCode(
                    "visit", visitCode, visits.stream().map(Visit::code).toList());
        }
        List<String> forms = visit.forms();
        return forms.contains(formCode) ? null : new UnknownCode("form of " + visitCode, formCode, forms);
    }

    /// The refusal when the form reveals the arm and the caller must not know it. It depends on the form and the
    /// role, and on nothing that only the unblinded are shown; so it comes before whatever does.
    public static @Nullable Refusal mayKnow(Chart chart, String formCode, Caller caller) {
        return chart.seals().anyOn(formCode) && caller.role().blinded() ? new FormRevealsTheArm(formCode) : null;
    }

    /// Every problem of answers that are given at the subject's site today.
    public static @Nullable Refusal fit(Chart chart, List<Item> items, Map<String, Value> answers, ActContext context) {
        List<Answers.Problem> problems = Answers.check(items, answers, context.today(chart.zone()));
        return problems.isEmpty() ? null : new InvalidAnswers(problems);
    }

    /// The refusal of an age that nobody born in the subject's year can have on that day. A year to either side is
    /// taken, and marked: the age may have been asked some months before.
    public static @Nullable Refusal ageFits(Chart chart, List<Item> items, Map<String, Value> answers, LocalDate on) {
        int birthYear = chart.history().orElseThrow().days().birthYear();
        for (Item item : items) {
            Value age = answers.get(item.code());
            if (age != null
                    && Age.asks(item)
                    && Math.abs(Age.yearsOff(age, birthYear, on).orElse(0)) > 1) {
                return new AgeContradictsBirthYear(age.value(), birthYear, on);
            }
        }
        return null;
    }

    /// The form as it is filled in now.
    public static Form form(Chart chart, String formCode) {
        return Objects.requireNonNull(chart.protocol()).form(formCode).orElseThrow();
    }

    /// The form with every item that it ever had, each as the newest version that has it says.
    public static Form everyItem(Chart chart, String formCode) {
        return chart.versions().form(formCode).orElseThrow();
    }
}
