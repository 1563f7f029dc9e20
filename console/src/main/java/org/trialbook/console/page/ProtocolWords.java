package org.trialbook.console.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The protocol's own words for its visits and forms: pages show labels, never codes.
public record ProtocolWords(
        String title,
        String version,
        List<PlannedVisit> visits,
        List<PlannedVisit> unscheduledVisits,
        List<PlannedForm> formsOutsideVisits,
        List<PlannedForm> addableForms,
        List<Reason> emergencyReasons) {

    public record Reason(String code, String label) {}

    public record PlannedVisit(String code, String label, List<PlannedForm> forms) {
        /// One of those that nobody plans.
        public PlannedVisit numbered(String number) {
            return new PlannedVisit(code + "." + number, label + " " + number, forms);
        }

        /// With forms that were added to it for one subject.
        public PlannedVisit with(List<PlannedForm> more) {
            return new PlannedVisit(
                    code,
                    label,
                    Stream.concat(forms.stream(), more.stream()).distinct().toList());
        }
    }

    public record PlannedForm(String code, String label) {}

    static ProtocolWords of(JsonNode protocol) {
        return new ProtocolWords(
                protocol.path("title").asString(),
                protocol.path("version").asString(),
                protocol.path("visits").valueStream().map(ProtocolWords::visit).toList(),
                protocol.path("unscheduledVisits")
                        .valueStream()
                        .map(ProtocolWords::visit)
                        .toList(),
                protocol.path("formsOutsideVisits")
                        .valueStream()
                        .map(ProtocolWords::form)
                        .toList(),
                protocol.path("addableForms")
                        .valueStream()
                        .map(ProtocolWords::form)
                        .toList(),
                protocol.path("emergencyReasons")
                        .valueStream()
                        .map(reason -> new Reason(
                                reason.path("code").asString(),
                                reason.path("label").asString()))
                        .toList());
    }

    private static PlannedVisit visit(JsonNode visit) {
        return new PlannedVisit(
                visit.path("code").asString(),
                visit.path("label").asString(),
                visit.path("forms").valueStream().map(ProtocolWords::form).toList());
    }

    private static PlannedForm form(JsonNode form) {
        return new PlannedForm(form.path("code").asString(), form.path("label").asString());
    }

    public Optional<PlannedVisit> visit(String code) {
        int stop = code.indexOf('.');
        return visits.stream()
                .filter(visit -> visit.code().equals(code))
                .findFirst()
                .or(() -> stop < 0
                        ? Optional.empty()
                        : unscheduledVisits.stream()
                                .filter(visit -> visit.code().equals(code.substring(0, stop)))
                                .map(visit -> visit.numbered(code.substring(stop + 1)))
                                .findFirst());
    }

    /// The label of a visit; its code where an earlier version of the protocol had it.
    public String visitLabel(String code) {
        return visit(code).map(PlannedVisit::label).orElse(code);
    }

    /// A form with its label, at whatever visit it stands.
    public PlannedForm form(String code) {
        return new PlannedForm(code, formLabel(code));
    }

    public String formLabel(String code) {
        return Stream.concat(
                        Stream.concat(visits.stream(), unscheduledVisits.stream())
                                .flatMap(visit -> visit.forms().stream()),
                        Stream.concat(formsOutsideVisits.stream(), addableForms.stream()))
                .filter(form -> form.code().equals(code))
                .map(PlannedForm::label)
                .findFirst()
                .orElse(code);
    }
}
