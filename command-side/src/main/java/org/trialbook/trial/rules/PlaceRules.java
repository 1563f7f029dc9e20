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

/// Of which place in a casebook somebody may say something: one that any version of the protocol has, whether
/// or not anything was recorded there, and for somebody blinded none that tells the arm.
public final class PlaceRules {
    private static final Reason INCOMPLETE_PLACE =
            Reason.of("incomplete-place", "What is about an item names its form, and what is about a form its visit.");

    private PlaceRules() {}

    /// The refusal of a place that no version of the protocol has.
    public static @Nullable Refusal known(SubjectState subject, CasebookPlace about) {
        if (!about.whole()) {
            return INCOMPLETE_PLACE.refusal();
        }
        return about.form() == null
                ? ofAVisit(subject, about.visit())
                : ofAForm(subject, about, new FormInstance(about.visit(), about.form(), about.key()));
    }

    private static @Nullable Refusal ofAVisit(SubjectState subject, @Nullable String visit) {
        List<String> known = List.copyOf(subject.versions().visits().keySet());
        return visit == null || subject.versions().visit(visit).isPresent()
                ? null
                : SharedReasons.unknownCode("visit", visit, known);
    }

    private static @Nullable Refusal ofAForm(SubjectState subject, CasebookPlace about, FormInstance instance) {
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
        Form form = form(subject, instance.form());
        if (instance.key() != null && !(form.repeats() && FormInstance.isKey(instance.key()))) {
            return SharedReasons.unknownCode("entry of " + form.code(), instance.key(), List.of());
        }
        return about.item() == null ? null : FormRules.knownItem(form, about.item());
    }

    private static Form form(SubjectState subject, String code) {
        return subject.versions().form(code).orElseThrow();
    }

    /// The refusal of an item that tells the arm, for somebody who may not know what is sealed.
    public static @Nullable Refusal mayKnowTheItem(SubjectState subject, CasebookPlace about, Caller caller) {
        if (about.form() == null || about.item() == null || mayKnowWhatIsSealed(subject, caller)) {
            return null;
        }
        Item item = form(subject, about.form()).item(about.item()).orElseThrow();
        return subject.seals().isSealed(about.form(), item) ? FormRules.revealsTheArm(about.form()) : null;
    }

    /// Who may know the allocation may know what the forms tell of it, and nobody else may: a protocol in which
    /// it is otherwise is not published.
    public static boolean mayKnowWhatIsSealed(SubjectState subject, Caller caller) {
        return !subject.blinding().blinded(caller.role().storedName());
    }
}
