package org.trialbook.trial.valueimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.trial.act.Text;

/// What a file that others made does not know: how it is read, and which form takes what it reports. Its values come
/// under codes of others; each item of the form says under which it is reported (`observed-as`).
///
/// @param as how the file is written
/// @param subject whose file it is; absent where the file names subjects by their numbers
/// @param visit absent for a form that stands outside of any visit
/// @param key which entry it is, a number; absent for a form that does not repeat
/// @param answers item code → answer, which the file does not say; only of a file that speaks of one subject
public record ReportedForm(
        @Text(oneOf = {FHIR, HL7_V2}) String as,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String visit,

        String form,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, ItemValue> answers) {

    /// JSON of an Observation, or of a Bundle of them, of FHIR R4 or R5.
    public static final String FHIR = "fhir";
    /// HL7 version 2 messages ORU^R01, such as the interrogations of implanted devices (IHE PCC/IDCO).
    public static final String HL7_V2 = "hl7-v2";

    FormInstance instance() {
        return new FormInstance(visit, form, key);
    }

    Map<String, ItemValue> typed() {
        return answers == null ? Map.of() : answers;
    }
}
