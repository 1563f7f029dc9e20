package org.trialbook.casebook;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SubjectEvent;
import org.trialbook.ledger.EventLine;

/// How far the forms of a subject are: recorded, verified, signed, frozen, locked.
///
/// @param forms those that are recorded, by [FormInstance#path]
public record CasebookStanding(FormLocks locks, SortedMap<String, FormStanding> forms) {

    public static final CasebookStanding NONE = new CasebookStanding(FormLocks.NONE, Collections.emptySortedMap());

    /// @param unsealed whether it is for those who may know what is sealed: then the answers that are sealed count, as
    ///     far as they were opened, and what was verified is what those verified. Otherwise none of that moves it.
    public CasebookStanding after(SubjectEvent event, Instant at, EventLine.@Nullable Actor by, boolean unsealed) {
        return switch (event) {
            case FormLockChanged e -> new CasebookStanding(locks.after(e, by), forms);
            case FormsSigned e -> signed(e, at, by);
            case SourceVerified e -> {
                CasebookPlace place = unsealed ? opened(e) : e.place();
                yield place == null ? this : verified(place);
            }
            // Its signatures and verifications are of what does not count any more.
            case EnteredInError e -> e.instance().map(this::without).orElse(this);
            default ->
                GivenAnswer.form(event)
                        .map(form -> answered(
                                form.path(), unsealed ? GivenAnswer.known(event) : GivenAnswer.open(event), at))
                        .orElse(this);
        };
    }

    private static @Nullable CasebookPlace opened(SourceVerified event) {
        return event.sealed() instanceof Sealed.Open<CasebookPlace>(var place) ? place : null;
    }

    private CasebookStanding answered(String path, List<GivenAnswer> given, Instant at) {
        List<String> items = given.stream().map(GivenAnswer::item).toList();
        FormStanding before = forms.get(path);
        return with(path, before == null ? FormStanding.recorded(at, items) : before.changed(at, items));
    }

    private CasebookStanding signed(FormsSigned event, Instant at, EventLine.@Nullable Actor by) {
        CasebookStanding after = this;
        for (SignedForm form : event.forms()) {
            String path = form.instance().path();
            FormStanding before = after.forms.get(path);
            if (before != null) {
                after = after.with(path, before.signed(FormStanding.Signature.of(event.meaning(), at, by)));
            }
        }
        return after;
    }

    private CasebookStanding verified(CasebookPlace place) {
        CasebookStanding after = this;
        for (String path : forms.keySet()) {
            FormInstance form = FormInstance.at(path);
            FormStanding before = after.forms.get(path);
            if (before != null && place.touches(form)) {
                after = after.with(
                        path,
                        before.verified(
                                item -> place.covers(CasebookPlace.of(form).at(item))));
            }
        }
        return after;
    }

    private CasebookStanding with(String path, FormStanding form) {
        PSortedMap<String, FormStanding> all = Persistent.of(forms);
        return new CasebookStanding(locks, all.plus(path, form));
    }

    private CasebookStanding without(FormInstance form) {
        return new CasebookStanding(locks, Persistent.of(forms).minus(form.path()));
    }

    /// What was done with the form; empty while it is not recorded.
    public Optional<FormStanding> of(FormInstance form) {
        return Optional.ofNullable(forms.get(form.path()));
    }

    public FormStatus status(FormInstance form) {
        return locks.of(CasebookPlace.of(form))
                .map(lock -> FormStatus.valueOf(lock.name()))
                .orElseGet(() -> of(form).map(FormStanding::status).orElse(FormStatus.NOT_STARTED));
    }
}
