package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Codes for what is said about an unplanned unblinding (ICH E6(R3) 3.16.1).
///
/// @param emergencyReasons why somebody had to know a subject's arm at once
/// @param inadvertentReasons how somebody learned it without meaning to
/// @param impacts what it means for the subject's data
@InFile("unblinding")
public record Unblinding(
        @InFile(optional = true) @JsonProperty("emergency-reasons")
        List<Protocol.CodeListItem> emergencyReasons,

        @InFile(optional = true) @JsonProperty("inadvertent-reasons")
        List<Protocol.CodeListItem> inadvertentReasons,

        @InFile(optional = true) List<Protocol.CodeListItem> impacts) {

    /// What a protocol that says nothing of it is taken to say.
    public static final Unblinding USUAL = new Unblinding(
            List.of(
                    new Protocol.CodeListItem(
                            "serious-adverse-event", "Serious adverse event whose treatment depends on the arm"),
                    new Protocol.CodeListItem(
                            "urgent-procedure", "Urgent procedure that depends on what was implanted"),
                    new Protocol.CodeListItem("other", "Other")),
            List.of(
                    new Protocol.CodeListItem("document", "Seen in a document or on a device"),
                    new Protocol.CodeListItem("told", "Told by somebody"),
                    new Protocol.CodeListItem("recording", "Recognized from a recording"),
                    new Protocol.CodeListItem("system", "Shown by a system"),
                    new Protocol.CodeListItem("other", "Other")),
            List.of(
                    new Protocol.CodeListItem("no-impact", "No impact on the data"),
                    new Protocol.CodeListItem("later-data-affected", "Assessments from then on may be affected"),
                    new Protocol.CodeListItem(
                            "subject-excluded-from-blinded-analysis", "Not part of the blinded analysis")));

    public Unblinding {
        emergencyReasons = Protocol.orNone(emergencyReasons);
        inadvertentReasons = Protocol.orNone(inadvertentReasons);
        impacts = Protocol.orNone(impacts);
    }
}
