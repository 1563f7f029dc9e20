package org.trialbook.media.dicom;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What in a data set could tell who, where or when. Refused with a value are: the attributes below, taken from the
/// basic confidentiality profile of PS3.15, annex E, as far as they bear on a blinded reader; all patient
/// attributes but sex, size and weight; every date, person's name and free text, wherever the file says that it is
/// one; private elements; and pixels that are said to have something written into them.
final class DicomFindings {

    private static final int BURNED_IN_ANNOTATION = 0x0028_0301;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            entry(0x0002_0016, "SourceApplicationEntityTitle"),
            entry(0x0002_0102, "PrivateInformation"),
            entry(0x0008_0012, "InstanceCreationDate"),
            entry(0x0008_0020, "StudyDate"),
            entry(0x0008_0021, "SeriesDate"),
            entry(0x0008_0022, "AcquisitionDate"),
            entry(0x0008_0023, "ContentDate"),
            entry(0x0008_0024, "OverlayDate"),
            entry(0x0008_0025, "CurveDate"),
            entry(0x0008_002a, "AcquisitionDateTime"),
            entry(0x0008_0050, "AccessionNumber"),
            entry(0x0008_0080, "InstitutionName"),
            entry(0x0008_0081, "InstitutionAddress"),
            entry(0x0008_0082, "InstitutionCodeSequence"),
            entry(0x0008_0090, "ReferringPhysicianName"),
            entry(0x0008_0092, "ReferringPhysicianAddress"),
            entry(0x0008_0094, "ReferringPhysicianTelephoneNumbers"),
            entry(0x0008_0096, "ReferringPhysicianIdentificationSequence"),
            entry(0x0008_1010, "StationName"),
            entry(0x0008_1030, "StudyDescription"),
            entry(0x0008_103e, "SeriesDescription"),
            entry(0x0008_1040, "InstitutionalDepartmentName"),
            entry(0x0008_1048, "PhysiciansOfRecord"),
            entry(0x0008_1049, "PhysiciansOfRecordIdentificationSequence"),
            entry(0x0008_1050, "PerformingPhysicianName"),
            entry(0x0008_1052, "PerformingPhysicianIdentificationSequence"),
            entry(0x0008_1060, "NameOfPhysiciansReadingStudy"),
            entry(0x0008_1062, "PhysiciansReadingStudyIdentificationSequence"),
            entry(0x0008_1070, "OperatorsName"),
            entry(0x0008_1072, "OperatorIdentificationSequence"),
            entry(0x0008_1080, "AdmittingDiagnosesDescription"),
            entry(0x0008_1084, "AdmittingDiagnosesCodeSequence"),
            entry(0x0008_2111, "DerivationDescription"),
            entry(0x0008_4000, "IdentifyingComments"),
            entry(0x0010_0010, "PatientName"),
            entry(0x0010_0020, "PatientID"),
            entry(0x0010_0021, "IssuerOfPatientID"),
            entry(0x0010_0030, "PatientBirthDate"),
            entry(0x0010_0032, "PatientBirthTime"),
            entry(0x0010_1000, "OtherPatientIDs"),
            entry(0x0010_1001, "OtherPatientNames"),
            entry(0x0010_1002, "OtherPatientIDsSequence"),
            entry(0x0010_1010, "PatientAge"),
            entry(0x0010_1040, "PatientAddress"),
            entry(0x0010_2154, "PatientTelephoneNumbers"),
            entry(0x0010_21b0, "AdditionalPatientHistory"),
            entry(0x0010_4000, "PatientComments"),
            entry(0x0012_0010, "ClinicalTrialSponsorName"),
            entry(0x0012_0020, "ClinicalTrialProtocolID"),
            entry(0x0012_0030, "ClinicalTrialSiteID"),
            entry(0x0012_0031, "ClinicalTrialSiteName"),
            entry(0x0012_0040, "ClinicalTrialSubjectID"),
            entry(0x0012_0042, "ClinicalTrialSubjectReadingID"),
            entry(0x0012_0050, "ClinicalTrialTimePointID"),
            entry(0x0012_0051, "ClinicalTrialTimePointDescription"),
            entry(0x0018_1000, "DeviceSerialNumber"),
            entry(0x0018_1012, "DateOfSecondaryCapture"),
            entry(0x0018_1030, "ProtocolName"),
            entry(0x0018_1078, "RadiopharmaceuticalStartDateTime"),
            entry(0x0018_1200, "DateOfLastCalibration"),
            entry(0x0018_4000, "AcquisitionComments"),
            entry(0x0018_9074, "FrameAcquisitionDateTime"),
            entry(0x0018_9151, "FrameReferenceDateTime"),
            entry(0x0018_a003, "ContributionDescription"),
            entry(0x0020_0010, "StudyID"),
            entry(0x0020_4000, "ImageComments"),
            entry(BURNED_IN_ANNOTATION, "BurnedInAnnotation"),
            entry(0x0040_a120, "DateTime"),
            entry(0x0040_a121, "Date"),
            entry(0x0040_a123, "PersonName"),
            entry(0x0040_a160, "TextValue"),
            entry(0x0040_1001, "RequestedProcedureID"),
            entry(0x0070_0084, "ContentCreatorName"),
            entry(0x0400_0550, "ModifiedAttributesSequence"),
            entry(0x0400_0561, "OriginalAttributesSequence"));

    /// Patient attributes that leave a person among many.
    private static final Set<Integer> OF_MANY = Set.of(0x0010_0040, 0x0010_1020, 0x0010_1030);

    /// Groups about a person, a trial, an order, a visit, a procedure step, a signature or an interpretation.
    private static final Set<Integer> GROUPS = Set.of(0x0010, 0x0012, 0x0032, 0x0038, 0x0400, 0x4008);

    /// Scheduling: the part of group 0040 that precedes the specimen and report attributes.
    private static final int LAST_OF_SCHEDULING = 0x0040_0320;

    /// What says by its representation that it is a date, a name or free text.
    private static final Set<String> TELLING = Set.of("DA", "DT", "PN", "LT", "ST", "UT");

    private final Set<String> found = new LinkedHashSet<>();

    List<String> found() {
        return List.copyOf(found);
    }

    void add(String what) {
        found.add(what);
    }

    void add(int tag) {
        int group = tag >>> 16;
        String place = "(%04x,%04x)".formatted(group, tag & 0xffff).toUpperCase(Locale.ROOT);
        String name = NAMES.getOrDefault(tag, group % 2 == 1 ? "private element" : "element");
        found.add(name + " " + place);
    }

    /// Whether an element of this name is refused with any value at all.
    boolean namesAll(int tag) {
        int group = tag >>> 16;
        return (NAMES.containsKey(tag) && tag != BURNED_IN_ANNOTATION)
                || (GROUPS.contains(group) && !OF_MANY.contains(tag))
                || (group == 0x0040 && tag <= LAST_OF_SCHEDULING)
                || group % 2 == 1;
    }

    /// @param representation empty where the file does not say
    /// @param value its first bytes
    void value(int tag, String representation, byte[] value) {
        if (!says(value)) {
            return;
        }
        boolean burnedIn = tag == BURNED_IN_ANNOTATION
                && new String(value, StandardCharsets.US_ASCII).strip().startsWith("YES");
        if (burnedIn || namesAll(tag) || TELLING.contains(representation)) {
            add(tag);
        }
    }

    /// Whether there is more than padding.
    boolean says(byte[] value) {
        for (byte b : value) {
            if (b != 0 && b != ' ') {
                return true;
            }
        }
        return false;
    }
}
