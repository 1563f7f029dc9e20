package org.trialbook.trial.valueimport;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.MissingReason;
import org.trialbook.trial.valueimport.Observation.Coding;
import org.trialbook.trial.valueimport.Observation.Day;
import org.trialbook.trial.valueimport.Observation.Said;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Observations as FHIR writes them in JSON, one or a Bundle of them. What is read of them is the same in R4 and R5:
/// https://hl7.org/fhir/R4/observation.html, https://hl7.org/fhir/R5/observation.html.
final class FhirObservations {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String UCUM = "http://unitsofmeasure.org";
    /// Beyond these no number is an answer, and one of a few characters can have millions of digits.
    private static final int MOST_DIGITS = 30;

    private static final Set<String> FINAL = Set.of("final", "amended", "corrected");
    /// What a Patient says of who somebody is.
    private static final List<String> NAMING =
            List.of("name", "telecom", "address", "birthDate", "photo", "contact", "text");

    /// http://terminology.hl7.org/CodeSystem/data-absent-reason: what else it has says that something went wrong.
    private static final Map<String, MissingReason.Kind> ABSENT = Map.of(
            "unknown", MissingReason.Kind.UNKNOWN,
            "asked-unknown", MissingReason.Kind.UNKNOWN,
            "temp-unknown", MissingReason.Kind.UNKNOWN,
            "asked-declined", MissingReason.Kind.NOT_DONE,
            "not-performed", MissingReason.Kind.NOT_DONE,
            "not-asked", MissingReason.Kind.NOT_ASKED,
            "not-applicable", MissingReason.Kind.NOT_APPLICABLE);

    private final Observations to;
    /// By which a Bundle refers to its patients → what each of them is known by, one way or the other.
    private final Map<String, List<String>> patients = new HashMap<>();

    FhirObservations(Observations to) {
        this.to = to;
    }

    void read(String json) {
        List<JsonNode> resources;
        try {
            JsonNode root = JSON.readTree(json);
            resources = "Bundle".equals(text(root, "resourceType")) ? entries(root) : List.of(root);
        } catch (JacksonException e) {
            to.fault(1, "", "it is no JSON: " + e.getOriginalMessage());
            return;
        }
        for (int i = 0; i < resources.size(); i++) {
            for (JsonNode contained : resources.get(i).path("contained")) {
                // What a resource contains is known within it alone.
                patient(i + 1, contained, (i + 1) + "#");
            }
            patient(i + 1, resources.get(i), "Patient/");
        }
        for (int i = 0; i < resources.size(); i++) {
            resource(i + 1, resources.get(i));
        }
    }

    private List<JsonNode> entries(JsonNode bundle) {
        List<JsonNode> resources = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            resources.add(resource);
            String fullUrl = text(entry, "fullUrl");
            if (fullUrl != null && "Patient".equals(text(resource, "resourceType"))) {
                known(resources.size(), fullUrl, names(resource, fullUrl));
            }
        }
        return resources;
    }

    private void patient(int entry, JsonNode resource, String before) {
        if (!"Patient".equals(text(resource, "resourceType"))) {
            return;
        }
        String id = text(resource, "id");
        if (id != null) {
            known(entry, before + id, names(resource, id));
        }
        NAMING.stream().filter(resource::has).forEach(member -> to.names(entry, "Patient." + member));
    }

    private void known(int entry, String reference, List<String> names) {
        List<String> before = patients.putIfAbsent(reference, names);
        if (before != null && !before.equals(names)) {
            to.fault(entry, reference, "two patients are referred to by the same words");
        }
    }

    private static List<String> names(JsonNode patient, String reference) {
        String id = text(patient, "id");
        return Stream.concat(
                        elements(patient, "identifier")
                                .flatMap(identifier -> Stream.ofNullable(text(identifier, "value"))),
                        Stream.of(id == null ? reference : id))
                .toList();
    }

    private void resource(int entry, JsonNode resource) {
        String type = text(resource, "resourceType");
        if ("Observation".equals(type)) {
            observation(entry, resource);
        } else if (!"Patient".equals(type)) {
            to.aside(entry, type == null ? "" : type, "only what an Observation reports is brought in");
        }
    }

    private void observation(int entry, JsonNode resource) {
        if (resource.path("subject").has("display")) {
            to.names(entry, "Observation.subject.display");
        }
        String status = text(resource, "status");
        List<Coding> codes = codings(resource.path("code"));
        String code = codes.isEmpty() ? "Observation" : codes.getFirst().toString();
        if (status == null || !FINAL.contains(status)) {
            to.aside(entry, code, "its status is " + (status == null ? "not said" : status));
            return;
        }
        // Whoever does not understand what modifies the meaning of something must not go by it (R4, 2.4.1.1).
        if (resource.has("modifierExtension")) {
            to.aside(entry, code, "its meaning is modified by an extension");
            return;
        }
        List<String> subject = subject(entry, resource.path("subject"));
        Day day = day(entry, resource);
        Optional<Said> said = said(resource);
        boolean parts = resource.has("component") || resource.has("hasMember");
        if (said.isPresent() || !parts) {
            to.add(subject, new Observation(entry, codes, day, said.orElse(new Said.Unusable("it says no value"))));
        }
        for (JsonNode component : resource.path("component")) {
            to.add(
                    subject,
                    new Observation(
                            entry,
                            codings(component.path("code")),
                            day,
                            said(component).orElse(new Said.Unusable("it says no value"))));
        }
    }

    private List<String> subject(int entry, JsonNode subject) {
        List<String> names = new ArrayList<>();
        String identifier = text(subject.path("identifier"), "value");
        if (identifier != null) {
            names.add(identifier);
        }
        String reference = text(subject, "reference");
        if (reference != null) {
            names.addAll(patients.getOrDefault(
                    reference.startsWith("#") ? entry + reference : reference,
                    List.of(reference.substring(reference.lastIndexOf('/') + 1))));
        }
        return names;
    }

    private @Nullable Day day(int entry, JsonNode resource) {
        String from = Stream.of("effectiveDateTime", "effectiveInstant")
                .flatMap(member -> Stream.ofNullable(text(resource, member)))
                .findFirst()
                .orElse(null);
        try {
            return from == null
                    ? null
                    : from.contains("T") ? new Day.At(OffsetDateTime.parse(from)) : new Day.On(LocalDate.parse(from));
        } catch (DateTimeException e) {
            to.fault(entry, "effectiveDateTime", "a day, or a moment with its offset");
            return null;
        }
    }

    // ---- values

    private static Optional<Said> said(JsonNode of) {
        if (of.has("dataAbsentReason")) {
            List<Coding> reasons = codings(of.path("dataAbsentReason"));
            return Optional.of(reasons.stream()
                    .flatMap(reason -> Stream.ofNullable(ABSENT.get(reason.code())))
                    .findFirst()
                    .<Said>map(Said.Absent::new)
                    .orElse(new Said.Unusable("why it is absent is none of the reasons for a missing value")));
        }
        return of.propertyNames().stream()
                .filter(member -> member.startsWith("value"))
                .findFirst()
                .map(member -> value(member, of.path(member)));
    }

    private static Said value(String member, JsonNode value) {
        return switch (member) {
            case "valueQuantity" -> quantity(value);
            case "valueInteger" -> number(value, null);
            case "valueCodeableConcept" -> new Said.Coded(codings(value));
            case "valueString", "valueDateTime", "valueTime", "valueBoolean" -> new Said.Words(value.asString());
            default -> new Said.Unusable(member + " is not brought in");
        };
    }

    private static Said quantity(JsonNode quantity) {
        if (quantity.has("comparator")) {
            return new Said.Unusable("it is a limit, and no number: " + text(quantity, "comparator"));
        }
        String unit = text(quantity, "code");
        if (unit != null && !UCUM.equals(text(quantity, "system"))) {
            return new Said.Unusable("its unit is of " + text(quantity, "system") + ", not of UCUM");
        }
        if (unit == null && quantity.has("unit")) {
            return new Said.Unusable("its unit is said in words, not in UCUM");
        }
        return number(quantity.path("value"), unit);
    }

    private static Said number(JsonNode value, @Nullable String unit) {
        if (!value.isNumber()) {
            return new Said.Unusable("it is no number");
        }
        BigDecimal number = value.decimalValue();
        return Math.abs(number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS
                ? new Said.Unusable("it has too many digits")
                : new Said.Quantity(number.toPlainString(), unit);
    }

    // ---- JSON

    private static List<Coding> codings(JsonNode concept) {
        return elements(concept, "coding")
                .flatMap(coding -> Coding.of(text(coding, "system"), text(coding, "code")))
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode of, String member) {
        return of.path(member).valueStream();
    }

    private static @Nullable String text(JsonNode of, String member) {
        JsonNode value = of.path(member);
        return value.isString() ? value.stringValue() : null;
    }
}
