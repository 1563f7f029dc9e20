package org.trialbook.trial.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// What every act asks that names a place of a casebook: that some version of the protocol has it.
public final class PlaceRules {
    private static final Reason INCOMPLETE_PLACE = Reason.of(
            "incomplete-place",
            "Who names an item names its form, and who names a form its visit, unless it stands outside of any.");

    private PlaceRules() {}

    /// The refusal when no version of the protocol so far had such a place, whether or not anything is recorded there.
    public static @Nullable Refusal known(SubjectState subject, CasebookPlace place) {
        if (!place.whole()) {
            return INCOMPLETE_PLACE.refusal();
        }
        return place.form() == null
                ? ofAVisit(subject, place.visit())
                : ofAForm(subject, place, new FormInstance(place.visit(), place.form(), place.key()));
    }

    private static @Nullable Refusal ofAVisit(SubjectState subject, @Nullable String visit) {
        List<String> known = List.copyOf(subject.versions().visits().keySet());
        return visit == null || subject.versions().visit(visit).isPresent()
                ? null
                : SharedReasons.unknownCode("visit", visit, known);
    }

    private static @Nullable Refusal ofAForm(SubjectState subject, CasebookPlace place, FormInstance instance) {
        boolean outsideVisits = subject.versions()
                .form(instance.form())
                .filter(Form::outsideVisits)
                .isPresent();
        if (instance.visit() == null && !outsideVisits) {
            return INCOMPLETE_PLACE.refusal();
        }
        Refusal unknown = FormRules.everKnown(subject, instance);
        if (unknown != null) {
            return unknown;
        }
        Form form = subject.versions().form(instance.form()).orElseThrow();
        if (instance.key() != null && !(form.repeats() && FormInstance.isKey(instance.key()))) {
            return SharedReasons.unknownCode("entry of " + form.code(), instance.key(), List.of());
        }
        return place.item() == null ? null : FormRules.knownItem(form, place.item());
    }

    /// The refusal of an item that tells the arm where the caller must not know it.
    public static @Nullable Refusal mayKnow(SubjectState subject, CasebookPlace place, Caller caller) {
        if (place.form() == null || place.item() == null || mayKnowWhatIsSealed(subject, caller)) {
            return null;
        }
        String code = place.item();
        Item item = subject.versions()
                .form(place.form())
                .flatMap(form -> form.item(code))
                .orElseThrow();
        return subject.seals().isSealed(place.form(), item) ? FormRules.revealsTheArm(place.form()) : null;
    }

    /// Who may know the allocation may know what the forms tell of it, and nobody else may: a protocol in which
    /// it is otherwise is not published.
    public static boolean mayKnowWhatIsSealed(SubjectState subject, Caller caller) {
        return !subject.blinding().blinded(caller.role().storedName());
    }
}
