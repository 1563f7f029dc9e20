package org.trialbook.trial.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.AnswersElsewhere;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.LoadedDictionaries;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.FormLock;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Age;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.SealedContent;
import org.trialbook.protocol.Visit;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.media.UploadedMedia;

/// What recording and correcting a form both ask: that visit and form are the protocol's, and that who fills in a
/// form that reveals the arm may know it.
public final class FormRules {
    /// The form tells the arm, and the caller must not know it.
    private static final Reason REVEALS_THE_ARM = Reason.of(
                    "form-reveals-the-arm",
                    "A form that reveals the arm is filled in and corrected by those who may know it.")
            .alwaysRecorded()
            .shown();
    /// Somebody who knows how the device is programmed would judge what follows by it.
    private static final Reason NOT_THE_PROGRAMMERS = Reason.of(
            "form-is-not-the-programmers",
            "A programmer fills in and corrects the forms that reveal the arm, and no other: whoever is blind to it"
                    + " assesses the rest.");
    private static final Reason AGE_CONTRADICTS_BIRTH_YEAR = Reason.of(
            "age-contradicts-birth-year",
            "An age is that of somebody born in the year that was registered. If the year is the wrong one, it is"
                    + " put right by correct-fact.");

    private static final Reason KEY_OF_A_REPEATING_FORM = Reason.of(
            "key-of-a-repeating-form",
            "An entry of a form that repeats is told from the others by a number from 1 to 9999; another form has none.");
    private static final Reason FILLED_IN_BY_OTHERS =
            Reason.of("filled-in-by-others", "A form is filled in by those whom the protocol names for it.");

    private static final Reason FORM_IS_FROZEN = Reason.of(
            "form-is-frozen",
            "What is frozen takes no entries and no corrections until it is unfrozen by unfreeze-forms.");
    private static final Reason FORM_IS_LOCKED = Reason.of(
            "form-is-locked",
            "What is locked takes no entries and no corrections until its unlock is requested by request-unlock and"
                    + " approved by approve-unlock.");

    private FormRules() {}

    /// The refusal when the form is frozen or locked, as it is or as a part of its visit or its subject.
    public static @Nullable Refusal mayChange(FormStates forms, FormInstance instance) {
        return mayChange(forms.subject(), CasebookPlace.of(instance));
    }

    /// The same of what is no form's: with a visit what became of it, with the subject all that is said of it once.
    public static @Nullable Refusal mayChange(SubjectState subject, CasebookPlace place) {
        return subject.locks()
                .of(place)
                .map(lock -> (lock == FormLock.LOCKED ? FORM_IS_LOCKED : FORM_IS_FROZEN).with("place", place.path()))
                .orElse(null);
    }

    /// The refusal when the protocol in force has no such visit, or the visit no such form, or nothing like it outside
    /// of visits; and of a key where the form has none, or of none where it repeats.
    public static @Nullable Refusal known(SubjectState subject, FormInstance instance) {
        Refusal unknown = known(
                visit -> subject.protocol()
                        .visit(visit)
                        .map(planned -> subject.added().with(planned, subject.protocol())),
                subject.protocol().visitCodes(),
                subject.protocol().forms().stream().filter(Form::outsideVisits).toList(),
                instance);
        return unknown == null ? keyFits(form(subject, instance.form()), instance) : unknown;
    }

    /// The refusal when no version of the protocol so far had such a visit, or such a form at it.
    public static @Nullable Refusal everKnown(SubjectState subject, FormInstance instance) {
        return known(
                visit -> subject.versions().visit(visit).map(subject.added()::with),
                List.copyOf(subject.versions().visits().keySet()),
                subject.versions().forms().values().stream()
                        .filter(Form::outsideVisits)
                        .toList(),
                instance);
    }

    private static @Nullable Refusal known(
            Function<String, Optional<Visit>> visits,
            List<String> visitCodes,
            Collection<Form> outsideVisits,
            FormInstance instance) {
        String visitCode = instance.visit();
        if (visitCode == null) {
            List<String> codes = outsideVisits.stream().map(Form::code).toList();
            return codes.contains(instance.form())
                    ? null
                    : SharedReasons.unknownCode("form outside of visits", instance.form(), codes);
        }
        Visit visit = visits.apply(visitCode).orElse(null);
        if (visit == null) {
            return SharedReasons.unknownCode("visit", visitCode, visitCodes);
        }
        return visit.forms().contains(instance.form())
                ? null
                : SharedReasons.unknownCode("form of " + visitCode, instance.form(), visit.forms());
    }

    private static @Nullable Refusal keyFits(Form form, FormInstance instance) {
        String key = instance.key();
        boolean fits = form.repeats() ? key != null && FormInstance.isKey(key) : key == null;
        return fits
                ? null
                : KEY_OF_A_REPEATING_FORM
                        .with("form", form.code())
                        .with("repeats", form.repeats())
                        .with("key", key == null ? "(none)" : key);
    }

    /// The refusal when the protocol names who fills the form in, and not the caller's role.
    public static @Nullable Refusal filledInBy(SubjectState subject, String formCode, Caller caller) {
        List<String> roles = form(subject, formCode).filledInBy();
        return roles.isEmpty() || roles.contains(caller.role().storedName())
                ? null
                : FILLED_IN_BY_OTHERS.with("form", formCode).with("by", String.join(", ", roles));
    }

    /// The refusal when the form reveals the arm and the caller must not know it. It depends on the form and the
    /// role, and on nothing that only the unblinded are shown; so it comes before whatever does.
    public static @Nullable Refusal mayKnow(SubjectState subject, String formCode, Caller caller) {
        if (caller.role() == Role.PROGRAMMER && !subject.seals().anyOn(formCode)) {
            return NOT_THE_PROGRAMMERS.with("form", formCode);
        }
        return subject.seals().anyOn(formCode)
                        && !subject.blinding().mayKnow(caller.role().storedName(), SealedContent.DEVICE_DATA)
                ? revealsTheArm(formCode)
                : null;
    }

    public static Refusal revealsTheArm(String formCode) {
        return REVEALS_THE_ARM.with("form", formCode);
    }

    /// The refusal when the form has no such item.
    public static @Nullable Refusal knownItem(Form form, String item) {
        return form.item(item).isPresent()
                ? null
                : SharedReasons.unknownCode(
                        "item of " + form.code(),
                        item,
                        form.items().stream().map(Item::code).toList());
    }

    /// The refusal of answers that do not fit their items, and of an age that nobody born in the subject's year can
    /// have on that day. A year to either side is taken, and marked: the age may have been asked some months
    /// before.
    public static @Nullable Refusal fit(
            SubjectState subject,
            List<Item> items,
            Map<String, ItemValue> answers,
            LocalDate on,
            CommandContext context) {
        List<EditChecks.Problem> problems = EditChecks.check(items, answers, context.today(subject.zone()));
        return problems.isEmpty() ? ageFits(subject, items, answers, on) : SharedReasons.invalidAnswers(problems);
    }

    /// The refusal of a form whose answers do not fit their items or each other, every problem at once, and of an
    /// age as above.
    public static @Nullable Refusal fit(
            SubjectState subject,
            Form form,
            AnsweredForm answered,
            Map<String, String> kept,
            LoadedDictionaries dictionaries,
            UploadedMedia uploads,
            LocalDate on,
            CommandContext context) {
        List<EditChecks.Problem> problems = new ArrayList<>(answered.problems(context.today(subject.zone()), kept));
        problems.addAll(Coding.problems(form.items(), answered.answers(), dictionaries));
        problems.addAll(FileAnswers.problems(form.items(), answered.answers(), uploads));
        return problems.isEmpty()
                ? ageFits(subject, form.items(), answered.answers(), on)
                : SharedReasons.invalidAnswers(problems);
    }

    /// Where a form keeps reasons for odd answers: in the open, or sealed like whatever could tell what is.
    ///
    /// @param open beside open answers
    /// @param sealed null where the form has no soft checks, or nothing sealed
    public record Kept(Map<String, String> open, @Nullable Sealed<Map<String, String>> sealed) {
        public static Kept of(SubjectState subject, Form form, @Nullable Map<String, String> said) {
            Map<String, String> kept = said == null ? Map.of() : new TreeMap<>(said);
            boolean soft = form.checks().stream().anyMatch(check -> check.kind() == FormCheck.Kind.SOFT);
            return subject.seals().anyOn(form.code())
                    ? new Kept(Map.of(), soft ? Sealed.of(kept) : null)
                    : new Kept(kept, null);
        }
    }

    /// The reasons for odd answers after a correction. One given before goes on to count as long as the answers are
    /// odd; of answers that were not when they were corrected, it says nothing.
    ///
    /// @param was the answers before it
    public static Map<String, String> keptOn(
            Map<String, String> before, @Nullable Map<String, String> said, AnsweredForm was, AnsweredForm answered) {
        Map<String, String> kept = new TreeMap<>(before);
        for (AnsweredForm odd : List.of(was, answered)) {
            kept.keySet().retainAll(odd.oddities().stream().map(FormCheck::code).toList());
        }
        kept.putAll(said == null ? Map.of() : said);
        return kept;
    }

    /// The refusal of an age that nobody born in the subject's year can have on that day.
    public static @Nullable Refusal ageFits(
            SubjectState subject, List<Item> items, Map<String, ItemValue> answers, LocalDate on) {
        for (Item item : items) {
            ItemValue age = answers.get(item.code());
            if (age != null
                    && Age.asks(item)
                    && Math.abs(Age.yearsOff(age, subject.birthYear(), on).orElse(0)) > 1) {
                return AGE_CONTRADICTS_BIRTH_YEAR
                        .with("age", age.value())
                        .with("birthYear", subject.birthYear())
                        .with("on", on);
            }
        }
        return null;
    }

    /// What the form reads elsewhere, for whoever fills it in.
    ///
    /// @param protocol by which it is asked
    public static Elsewhere elsewhere(
            FormStates forms, Protocol protocol, Form form, FormInstance instance, LocalDate on) {
        return new AnswersElsewhere(protocol, forms, forms.subject().seals(), false).of(form, instance, on);
    }

    /// The form as it is filled in now.
    public static Form form(SubjectState subject, String formCode) {
        return subject.protocol().form(formCode).orElseThrow();
    }
}
