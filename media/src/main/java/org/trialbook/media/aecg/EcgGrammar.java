package org.trialbook.media.aecg;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which elements an annotated ECG has that reading needs, what stands in which, and what their attributes may say.
/// Whose recording it is, the standard tells in elements of its own; of those only the frame is here, with nothing
/// in it.
final class EcgGrammar {

    static final String NAMESPACE = "urn:hl7-org:v3";
    static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    static final String ROOT = "AnnotatedECG";

    /// A kind of element, and for each child its kind.
    private static final Map<String, Map<String, String>> KINDS = read("""
            document      AnnotatedECG=root
            root          id=id code=code effectiveTime=time component=has-series componentOf=has-timepoint
            has-series    series=series
            series        id=id code=code effectiveTime=time component=has-set derivation=has-derived subjectOf=has-notes
            series        controlVariable=has-control
            has-derived   derivedSeries=series
            has-set       sequenceSet=set
            set           id=id component=has-sequence
            has-sequence  sequence=sequence
            sequence      id=id code=code value=list
            list          head=quantity increment=quantity origin=quantity scale=quantity digits=digits
            has-notes     annotationSet=notes
            notes         id=id activityTime=time component=has-note
            has-note      annotation=note
            note          id=id code=code value=value support=has-region component=has-note
            has-region    supportingROI=region
            region        id=id code=code component=has-boundary
            has-boundary  boundary=boundary
            boundary      code=code value=value
            has-control   controlVariable=control relatedObservation=control
            control       id=id code=code value=value component=has-control
            value         low=quantity high=quantity center=quantity width=quantity
            time          low=nothing high=nothing center=nothing width=nothing
            has-timepoint timepointEvent=timepoint
            timepoint     code=nothing effectiveTime=time componentOf=has-assignment
            has-assignment subjectAssignment=assignment
            assignment    subject=has-subject componentOf=has-trial
            has-subject   trialSubject=whose
            has-trial     clinicalTrial=whose
            whose         id=nothing code=nothing
            """);

    /// Elements of the standard that are named as they are when they are not taken. Any other name may be a word.
    private static final Set<String> STANDARD = Set.of(
            ("text confidentialityCode reasonCode definition treatmentGroupAssignment subjectDemographicPerson name family"
                            + " given prefix suffix administrativeGenderCode birthTime raceCode author seriesAuthor"
                            + " manufacturedSeriesDevice manufacturerModelName softwareName manufacturerOrganization"
                            + " assignedEntity assignedPerson representedOrganization location trialSite addr telecom desc"
                            + " playingTrialSubject subjectOf performer secondaryPerformer seriesPerformer studyEventPerformer"
                            + " trialInvestigator testEventPerformer responsibleParty informationRecipient assignedDevice"
                            + " annotationAuthor scopingOrganization originalText translation qualifier title city state"
                            + " country postalCode streetAddressLine unit part activityTime subject protocol support")
                    .split(" "));

    private static final Pattern RANDOM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,7}(\\.[0-9]{1,9})?([eE]-?[0-9]{1,2})?");
    private static final Pattern FLAVOR = Pattern.compile("NI|NA|UNK|NASK|ASKU|NAV|OTH|MSK|NINF|PINF");
    private static final Set<String> UNITS = Set.of(
            "s", "ms", "us", "uV", "mV", "nV", "V", "Hz", "bpm", "/min", "1/min", "mm/s", "mm/mV", "%", "deg", "1",
            "uV/s");

    /// A moment in any spelling: eight digits or more that begin like a year, or a year with its month behind a mark.
    private static final Pattern DATE = Pattern.compile(
            ".*(?<![0-9])(18|19|20)[0-9]{2}([01][0-9][0-3][0-9]|[-./][0-9]).*|.*[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}.*",
            Pattern.DOTALL);

    private static final String MDC = "2.16.840.1.113883.6.24";
    private static final Map<String, Pattern> CODES = Map.of(
            MDC,
            Pattern.compile(
                    "MDC_ECG(_(LEAD|I{1,3}|[aA][vV][RLFrlf]|V[1-9]R?|[XYZ]|CONFIG|AMPL|MAG|[PQRSTUJ]|ST|TIME|PD|PR|PQ"
                            + "|QRS|QT|QT[cC][BF]?|RR|PP|HEART|RATE|ANGLE|FRONT|AXIS|WAVC|WAVP|TYPE|PWAVE|QRSWAVE|TWAVE|UWAVE|PEAK"
                            + "|ONSET|OFFSET|BEG|END|BEAT|CTL|VBL|ATTR|FILTER|LOW|HIGH|PASS|NOTCH|CUTOFF|FREQ|GLOBAL|MEAN|MEDIAN|MIN"
                            + "|MAX|COUNT|DUR|LEVEL|SLOPE|SEG|INTERPRETATION|STATEMENT|COMMENT))+"),
            "2.16.840.1.113883.5.4",
            Pattern.compile("RHYTHM|REPRESENTATIVE_BEAT|TIME_ABSOLUTE|TIME_RELATIVE|VOLTAGE|OBSERVATION|ROIFS|ROIPS"),
            "2.16.840.1.113883.6.12",
            Pattern.compile("93000|93005|93010|93040|93041|93042"));
    /// A pattern is not asked about what is longer than any code.
    private static final int LONGEST_CODE = 200;

    private static final Set<String> SYSTEM_NAMES = Set.of("MDC", "ActCode", "CPT-4");

    private static final Map<String, Set<String>> TYPES = Map.of(
            "list", Set.of("SLIST_PQ", "SLIST_INT", "GLIST_PQ", "GLIST_TS"),
            "value", Set.of("PQ", "IVL_PQ", "CE", "CD", "CV", "INT", "REAL"));

    /// What the standard's schema fixes anyway.
    private static final Map<String, Pattern> FIXED = Map.of(
            "type", Pattern.compile("Observation"),
            "classCode", Pattern.compile("OBS|OBSCOR|OBSSER|ROIBND|ROIOVL|CTTEVENT|CLNTRL"),
            "moodCode", Pattern.compile("EVN"),
            "typeCode", Pattern.compile("COMP|DRIV|SUBJ|SPRT|CTRLV"));

    private static final Pattern SCHEMA = Pattern.compile("urn:hl7-org:v3 (\\.\\./schema/)?PORT_MT020001\\.xsd");

    private EcgGrammar() {}

    /// The kind of an element within one of another kind; null for one that is not taken there.
    static @Nullable String kind(@Nullable String parent, String name) {
        return parent == null ? null : KINDS.getOrDefault(parent, Map.of()).get(name);
    }

    /// How an element is called in a finding: by its name where the standard knows it.
    static @Nullable String standard(String name) {
        return STANDARD.contains(name) || name.equals(ROOT) || Frame.NAMES.contains(name) ? name : null;
    }

    private static final class Frame {
        static final Set<String> NAMES = Set.copyOf(KINDS.values().stream()
                .flatMap(children -> children.keySet().stream())
                .toList());
    }

    static boolean isDate(String value) {
        return DATE.matcher(value).matches();
    }

    static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches();
    }

    /// Whether an attribute of an element of this kind may have this value.
    ///
    /// @param namespace of the attribute; empty for none
    /// @param others gives the values of the element's other attributes
    static boolean takes(String kind, String namespace, String name, String value, Attributes others) {
        if (namespace.equals(INSTANCE)) {
            return switch (name) {
                case "type" -> TYPES.getOrDefault(kind, Set.of()).contains(value);
                case "schemaLocation" ->
                    kind.equals("root") && SCHEMA.matcher(value).matches();
                default -> false;
            };
        }
        if (!namespace.isEmpty()) {
            return false;
        }
        if (name.equals("nullFlavor")) {
            return FLAVOR.matcher(value).matches();
        }
        if (FIXED.containsKey(name) && !kind.equals("quantity")) {
            return FIXED.get(name).matcher(value).matches();
        }
        boolean coded = kind.equals("code") || kind.equals("value");
        return switch (name) {
            case "root" -> kind.equals("id") && RANDOM.matcher(value).matches();
            case "code" -> coded && isCode(value, others.value("codeSystem"));
            case "codeSystem" -> coded && CODES.containsKey(value);
            case "codeSystemName" -> coded && SYSTEM_NAMES.contains(value);
            case "value" -> (kind.equals("quantity") || kind.equals("value")) && isNumber(value);
            case "unit" -> (kind.equals("quantity") || kind.equals("value")) && UNITS.contains(value);
            case "inclusive" -> kind.equals("quantity") && (value.equals("true") || value.equals("false"));
            default -> false;
        };
    }

    interface Attributes {
        @Nullable
        String value(String name);
    }

    private static boolean isCode(String code, @Nullable String system) {
        Pattern known = system == null ? null : CODES.get(system);
        return known != null
                && code.length() <= LONGEST_CODE
                && known.matcher(code).matches();
    }

    private static Map<String, Map<String, String>> read(String table) {
        Map<String, Map<String, String>> kinds = new HashMap<>();
        table.lines().forEach(line -> {
            String[] words = line.strip().split("\\s+");
            for (int i = 1; i < words.length; i++) {
                String[] child = words[i].split("=", 2);
                kinds.computeIfAbsent(words[0], kind -> new HashMap<>()).put(child[0], child[1]);
            }
        });
        return kinds;
    }
}
