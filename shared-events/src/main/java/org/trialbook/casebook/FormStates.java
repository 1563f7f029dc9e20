package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.protocol.Item;

/// A subject's forms as they stand, and the visits that they belong to. Each entry of a form that repeats is one.
public final class FormStates implements Fold, OfSubject {
    private static final Comparator<FormInstance> BY_NUMBER = Comparator.comparing(
                    (FormInstance instance) -> Objects.toString(instance.visit(), ""))
            .thenComparing(FormInstance::form)
            .thenComparingInt(FormInstance::number);

    private final VisitStates visits = new VisitStates();
    private final Map<FormInstance, FormState> forms = new HashMap<>();
    private @Nullable SiteId site;
    private @Nullable String sex;
    private Map<String, ItemValue> eligibility = Map.of();
    private CasebookStanding standing = CasebookStanding.NONE;
    private CasebookStanding unsealed = CasebookStanding.NONE;
    private final boolean coding;
    private LoadedDictionaries dictionaries = LoadedDictionaries.NONE;
    private final boolean comparing;
    private final NormalRanges ranges = new NormalRanges();

    public FormStates() {
        this(false, false);
    }

    private FormStates(boolean coding, boolean comparing) {
        this.coding = coding;
        this.comparing = comparing;
    }

    /// Beside the forms what is loaded to code answers in: for whoever records answers.
    public static FormStates coding() {
        return new FormStates(true, false);
    }

    /// Beside the forms what the site's laboratory calls normal: for whoever shows them.
    public static FormStates comparing() {
        return new FormStates(false, true);
    }

    @Override
    public SubjectState subject() {
        return visits.subject();
    }

    public VisitStates visits() {
        return visits;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        visits.apply(recorded);
        if (recorded.event() instanceof SubjectEvent event) {
            site = event.site();
            standing = standing.after(event, recorded.recordedAt(), recorded.actor(), false);
            unsealed = unsealed.after(event, recorded.recordedAt(), recorded.actor(), true);
        }
        if (comparing) {
            ranges.apply(recorded.event(), recorded.recordedAt(), recorded.actor());
        }
        dictionaries = coding ? dictionaries.after(recorded.event()) : dictionaries;
        switch (recorded.event()) {
            case AssessmentRecorded e -> {
                FormState form = new FormState(e.assessedOn(), recorded.position());
                form.apply(e, recorded);
                forms.put(e.instance(), form);
            }
            case ValueCorrected e -> form(e.instance()).ifPresent(form -> form.apply(e, recorded));
            case SubjectRegistered e -> sex = e.sex();
            case EligibilityConfirmed e -> eligibility = e.answers();
            case ScreenFailed e -> eligibility = e.answers();
            case FactCorrected e -> sex = e.text("sex").orElse(sex);
            case EligibilityCorrected e -> {
                Map<String, ItemValue> standing = new TreeMap<>(eligibility);
                standing.putAll(e.to());
                eligibility = standing;
            }
            case EnteredInError e -> e.instance().ifPresent(forms::remove);
            default -> {}
        }
    }

    /// As it was registered; null before.
    public @Nullable String sex() {
        return sex;
    }

    /// Item code → answer, of the newest eligibility questions that were answered.
    public Map<String, ItemValue> eligibility() {
        return eligibility;
    }

    /// How far the forms are, as everybody may know.
    public CasebookStanding standing() {
        return standing;
    }

    /// How far the forms are for those who may know what is sealed; see [CasebookStanding#after].
    public CasebookStanding unsealedStanding() {
        return unsealed;
    }

    /// Every recorded form in a place, by its path.
    public SortedMap<String, FormInstance> within(CasebookPlace place) {
        SortedMap<String, FormInstance> within = new TreeMap<>();
        forms.keySet().stream().filter(place::touches).forEach(instance -> within.put(instance.path(), instance));
        return within;
    }

    /// What is loaded to code answers in; nothing unless that is folded, too.
    public LoadedDictionaries dictionaries() {
        return dictionaries;
    }

    /// What the laboratory of the subject's site calls normal of an item, and where an answer lies; nothing of the site
    /// unless that is folded, too.
    ///
    /// @param form the form's code
    /// @param item as the version asks it under which the form stands
    /// @param day the form's
    /// @param answer null where there is none, or it must not be read
    public Optional<ComparedRange> normal(String form, Item item, LocalDate day, @Nullable ItemValue answer) {
        int born = subject().birthYear();
        return site == null
                ? Optional.empty()
                : ranges.compared(site, form, item, sex, born == 0 ? null : day.getYear() - born, day, answer);
    }

    /// The form, once it is recorded.
    public Optional<FormState> form(FormInstance instance) {
        return Optional.ofNullable(forms.get(instance));
    }

    /// The form of a visit that does not repeat, once it is recorded.
    public Optional<FormState> form(String visit, String form) {
        return form(new FormInstance(visit, form, null));
    }

    /// The recorded entries of a form, wherever it stands: by visit, in the order of their numbers.
    public SortedMap<FormInstance, FormState> entries(String form) {
        SortedMap<FormInstance, FormState> entries = new TreeMap<>(BY_NUMBER);
        forms.forEach((instance, state) -> {
            if (instance.form().equals(form)) {
                entries.put(instance, state);
            }
        });
        return entries;
    }
}
