package org.trialbook.trial.valueimport;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Hl7InputStreamMessageStringIterator;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.MissingReason;
import org.trialbook.protocol.ObservedCode;
import org.trialbook.trial.valueimport.Observation.Coding;
import org.trialbook.trial.valueimport.Observation.Day;
import org.trialbook.trial.valueimport.Observation.Said;

/// Results as HL7 version 2 sends them (ORU^R01): those of laboratories, and the interrogations of implanted cardiac
/// devices (IHE PCC Technical Framework, Implantable Device - Cardiac - Observation), whose codes are MDC.
final class DeviceMessages {
    /// HL7 table 0396 → as FHIR names it.
    private static final Map<String, String> SYSTEMS = Map.of(
            "MDC", ObservedCode.IEEE_11073,
            "LN", "http://loinc.org",
            "SCT", "http://snomed.info/sct");

    /// PID: the name, the mother's, the day of birth, an alias, the address, telephones, and numbers of the state.
    private static final Map<Integer, String> NAMING = new TreeMap<>(Map.of(
            5, "name",
            6, "mother's name",
            7, "date of birth",
            9, "alias",
            11, "address",
            13, "telephone",
            14, "telephone",
            19, "social security number",
            20, "driver's licence"));

    /// OBX-11, HL7 table 0085.
    private static final Set<String> FINAL = Set.of("F", "C");
    private static final String CANNOT_BE_OBTAINED = "X";

    private final Observations to;

    DeviceMessages(Observations to) {
        this.to = to;
    }

    void read(String file) {
        try (HapiContext context = new DefaultHapiContext(new GenericModelClassFactory())) {
            context.setValidationContext(ValidationContextFactory.noValidation());
            PipeParser parser = context.getPipeParser();
            var messages = new Hl7InputStreamMessageStringIterator(new StringReader(file));
            int number = 0;
            while (messages.hasNext()) {
                number++;
                message(number, parser, messages.next());
            }
            if (number == 0) {
                to.fault(1, "MSH", "it has no message");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void message(int number, PipeParser parser, String text) {
        try {
            Message message = parser.parse(text);
            Reading reading = new Reading(number);
            for (String name : message.getNames()) {
                for (Structure each : message.getAll(name)) {
                    reading.segment((Segment) each);
                }
            }
        } catch (HL7Exception e) {
            to.fault(number, "MSH", "it is no message of HL7 version 2: " + e.getMessage());
        }
    }

    /// What is known while a message is read.
    private final class Reading {
        private final int number;
        private List<String> subject = List.of();
        private String requestedAt = "";

        Reading(int number) {
            this.number = number;
        }

        void segment(Segment segment) throws HL7Exception {
            switch (segment.getName()) {
                case "MSH" -> {
                    String type = at(segment, 9, 1) + "^" + at(segment, 9, 2);
                    if (!type.equals("ORU^R01")) {
                        to.fault(number, "MSH-9", "only results are brought in: ORU^R01, and no " + type);
                    }
                }
                case "PID" -> person(segment);
                case "OBR" -> requestedAt = at(segment, 7, 1);
                case "OBX" -> result(segment);
                default -> {
                    // The rest is about who sent it, and why.
                }
            }
        }

        private void person(Segment pid) throws HL7Exception {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < pid.getField(3).length; i++) {
                Stream.ofNullable(Terser.get(pid, 3, i, 1, 1)).forEach(names::add);
            }
            subject = List.copyOf(names);
            for (var field : NAMING.entrySet()) {
                if (says(pid, field.getKey())) {
                    to.names(number, "PID-%d, %s".formatted(field.getKey(), field.getValue()));
                }
            }
        }

        private void result(Segment obx) throws HL7Exception {
            List<Coding> codes = codings(obx, 3);
            String status = at(obx, 11, 1);
            if (!FINAL.contains(status) && !status.equals(CANNOT_BE_OBTAINED)) {
                to.aside(
                        number,
                        codes.isEmpty() ? at(obx, 3, 1) : codes.getFirst().toString(),
                        "its status (OBX-11) is " + (status.isEmpty() ? "not said" : status));
                return;
            }
            Said said = status.equals(CANNOT_BE_OBTAINED) ? new Said.Absent(MissingReason.Kind.NOT_DONE) : said(obx);
            String observedAt = at(obx, 14, 1);
            to.add(subject, new Observation(number, codes, day(observedAt.isEmpty() ? requestedAt : observedAt), said));
        }

        private @Nullable Day day(String time) {
            try {
                return time.isEmpty() ? null : Hl7Time.day(time);
            } catch (IllegalArgumentException e) {
                to.fault(number, "OBX-14", "a day, or a time, as HL7 writes it: 20260302 or 202603020930+0100");
                return null;
            }
        }
    }

    private static Said said(Segment obx) throws HL7Exception {
        if (obx.getField(5).length > 1) {
            return new Said.Unusable("it says several values");
        }
        String value = at(obx, 5, 1);
        return switch (at(obx, 2, 1)) {
            case "NM" -> number(obx, value);
            // A comparator, a number, a separator and a second number.
            case "SN" ->
                (value.isEmpty() || value.equals("=")) && at(obx, 5, 3).isEmpty()
                        ? number(obx, at(obx, 5, 2))
                        : new Said.Unusable("it is a limit, and no number");
            case "CE", "CWE", "CNE", "CF" -> new Said.Coded(codings(obx, 5));
            case "ST", "TX", "FT" -> words(value);
            case "DT", "DTM", "TS" -> words(Hl7Time.iso(value));
            case "TM" -> words(Hl7Time.time(value));
            default -> new Said.Unusable("%s is not brought in".formatted(at(obx, 2, 1)));
        };
    }

    private static Said words(String value) {
        return value.isEmpty() ? new Said.Unusable("it says no value") : new Said.Words(value);
    }

    private static Said number(Segment obx, String number) throws HL7Exception {
        String unit = at(obx, 6, 1);
        String system = at(obx, 6, 3);
        if (number.isEmpty()) {
            return new Said.Unusable("it says no value");
        }
        if (!unit.isEmpty() && !system.equals("UCUM")) {
            return new Said.Unusable("its unit (OBX-6) is not said to be of UCUM");
        }
        return new Said.Quantity(number, unit.isEmpty() ? null : unit);
    }

    private static List<Coding> codings(Segment segment, int field) throws HL7Exception {
        return Stream.concat(coding(segment, field, 1), coding(segment, field, 4))
                .toList();
    }

    private static Stream<Coding> coding(Segment segment, int field, int component) throws HL7Exception {
        String system = at(segment, field, component + 2);
        return Coding.of(
                system.isEmpty() ? null : SYSTEMS.getOrDefault(system, "urn:hl7-v2:" + system),
                at(segment, field, component));
    }

    private static boolean says(Segment segment, int field) throws HL7Exception {
        for (Type repetition : segment.getField(field)) {
            if (!repetition.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static String at(Segment segment, int field, int component) throws HL7Exception {
        return Objects.requireNonNullElse(Terser.get(segment, field, 0, component, 1), "");
    }
}
