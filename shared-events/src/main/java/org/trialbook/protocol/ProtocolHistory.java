package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;

/// The visits and forms that any version of the protocol had so far, each as the newest version that has it says.
/// An amendment leaves out what is not to be recorded any more; what was recorded of it stays to be shown and
/// corrected. What may be recorded anew is said by the version in force alone.
///
/// @param visits code → visit, with the forms that any version planned at it
/// @param forms code → form, with the items that any version asked for in it
public record ProtocolHistory(Map<String, Visit> visits, Map<String, Form> forms) {

    public static final ProtocolHistory NONE = new ProtocolHistory(Map.of(), Map.of());

    /// Whatever a version made of it since: one that was recorded under a number keeps it, however many there are now.
    public Optional<Visit> visit(String code) {
        Visit known = visits.get(code);
        return known != null
                ? Optional.of(known)
                : NumberedVisit.of(code)
                        .flatMap(named -> Optional.ofNullable(visits.get(named.visit()))
                                .map(visit -> visit.number(named.number())));
    }

    public Optional<Form> form(String code) {
        return Optional.ofNullable(forms.get(code));
    }

    /// The history after one more event.
    public ProtocolHistory after(TrialEvent event) {
        return event instanceof ProtocolPublished published ? and(Protocols.of(published)) : this;
    }

    /// The history with one more version, whose order comes first.
    public ProtocolHistory and(Protocol version) {
        Map<String, Visit> allVisits = new LinkedHashMap<>();
        version.visits().forEach(visit -> allVisits.put(visit.code(), with(visit, visits.get(visit.code()))));
        visits.forEach(allVisits::putIfAbsent);
        Map<String, Form> allForms = new LinkedHashMap<>();
        version.forms().forEach(form -> allForms.put(form.code(), with(form, forms.get(form.code()))));
        forms.forEach(allForms::putIfAbsent);
        return new ProtocolHistory(Collections.unmodifiableMap(allVisits), Collections.unmodifiableMap(allForms));
    }

    private static Visit with(Visit newest, @Nullable Visit before) {
        if (before == null) {
            return newest;
        }
        Set<String> planned = new LinkedHashSet<>(newest.forms());
        planned.addAll(before.forms());
        return newest.with(List.copyOf(planned));
    }

    private static Form with(Form newest, @Nullable Form before) {
        if (before == null) {
            return newest;
        }
        List<Item> items = new ArrayList<>(newest.items());
        before.items().stream()
                .filter(item -> newest.item(item.code()).isEmpty())
                .forEach(items::add);
        return newest.with(newest.outsideVisits() || before.outsideVisits(), List.copyOf(items));
    }
}
