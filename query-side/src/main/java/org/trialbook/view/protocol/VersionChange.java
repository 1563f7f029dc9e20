package org.trialbook.view.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.trialbook.event.FormInstance;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.protocol.authoring.ProtocolDifference;
import org.trialbook.view.course.SubjectView;

/// What a version of the protocol changes of the one before it, and whom that touches.
///
/// @param changes in the file's order
/// @param forms those that are asked otherwise, are new, or are left out; `visits` likewise
/// @param touched site → subjects of whom something of these is recorded
record VersionChange(
        List<ProtocolDifference.Change> changes,
        List<String> forms,
        List<String> visits,
        SortedMap<String, List<String>> touched) {

    /// Of a first version.
    static final VersionChange NONE = new VersionChange(List.of(), List.of(), List.of(), new TreeMap<>());

    /// @param subjects those that may be told of
    static VersionChange between(Protocol before, Protocol version, Collection<SubjectView> subjects) {
        List<String> forms = changed(before.forms(), version.forms(), Form::code);
        List<String> visits = changed(before.visits(), version.visits(), Visit::code);
        SortedMap<String, List<String>> touched = new TreeMap<>();
        for (SubjectView subject : forms.isEmpty() && visits.isEmpty() ? List.<SubjectView>of() : subjects) {
            if (subject.site() != null && isTouched(subject, forms, visits)) {
                touched.computeIfAbsent(subject.site(), site -> new ArrayList<>())
                        .add(subject.subject());
            }
        }
        return new VersionChange(ProtocolDifference.between(before, version), forms, visits, touched);
    }

    private static boolean isTouched(SubjectView subject, List<String> forms, List<String> visits) {
        return visits.stream().anyMatch(subject::has)
                || subject.answers().forms().keySet().stream()
                        .anyMatch(recorded ->
                                forms.contains(FormInstance.at(recorded).form()));
    }

    /// The codes of what one version has and the other has not, or has otherwise.
    private static <T> List<String> changed(List<T> before, List<T> after, Function<T, String> code) {
        Map<String, T> was = byCode(before, code);
        Map<String, T> is = byCode(after, code);
        Set<String> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        all.removeIf(each -> is.containsKey(each) && is.get(each).equals(was.get(each)));
        return List.copyOf(all);
    }

    private static <T> Map<String, T> byCode(List<T> parts, Function<T, String> code) {
        Map<String, T> byCode = new LinkedHashMap<>();
        parts.forEach(part -> byCode.put(code.apply(part), part));
        return byCode;
    }
}
