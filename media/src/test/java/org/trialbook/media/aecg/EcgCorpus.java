package org.trialbook.media.aecg;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.media.CorpusFile;
import org.trialbook.media.Media;

/// Annotated ECGs with something in each place where one can say something, and some of other shapes that say nothing.
public final class EcgCorpus {

    private final List<CorpusFile> files = new ArrayList<>();

    private EcgCorpus() {}

    public static List<CorpusFile> files() {
        EcgCorpus corpus = new EcgCorpus();
        corpus.cases();
        corpus.harmless();
        corpus.persons();
        corpus.values();
        corpus.bytes();
        return corpus.files;
    }

    private void add(String name, String inside, String verdict) {
        files.add(new CorpusFile("aecg: " + name, Media.aecg(inside), verdict));
    }

    private void whole(String name, String document, String verdict) {
        files.add(new CorpusFile("aecg: " + name, document.getBytes(StandardCharsets.UTF_8), verdict));
    }

    private void cases() {
        files.add(CorpusFile.ofCase(
                "01_treatmentGroup.xml", "subjectAssignment/definition + treatmentGroupAssignment/code"));
        files.add(CorpusFile.ofCase("03_ST_value.xml", "type of annotation/value + text in annotation/value"));
        files.add(CorpusFile.ofCase("06_isodate.xml", "date: effectiveTime/center"));
        files.add(CorpusFile.ofCase(
                "08_vendor_el.xml",
                "trialSubject/subjectDemographicPerson + an element of its own in subjectDemographicPerson"));
    }

    private void harmless() {
        add("leads", "", "taken");
        add("a masked time", "<effectiveTime nullFlavor='MSK'/>", "taken");
        add(
                "a time of masked ends",
                "<effectiveTime><low nullFlavor='MSK'/><high nullFlavor='MSK'/></effectiveTime>",
                "taken");
        add(
                "the frame of a subject",
                "<componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>"
                        + "<id nullFlavor='MSK'/></trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf>",
                "taken");
        add(
                "a derived series",
                "<component><series><derivation><derivedSeries><code code='REPRESENTATIVE_BEAT'"
                        + " codeSystem='2.16.840.1.113883.5.4' codeSystemName='ActCode'/></derivedSeries></derivation></series></component>",
                "taken");
        add(
                "a measurement",
                note("<code code='MDC_ECG_TIME_PD_QRS' codeSystem='2.16.840.1.113883.6.24'/>"
                        + "<value xsi:type='PQ' value='142' unit='ms'/>"),
                "taken");
        add(
                "a filter",
                "<component><series><controlVariable><controlVariable><code code='MDC_ECG_CTL_VBL_ATTR_FILTER_LOW_PASS'"
                        + " codeSystem='2.16.840.1.113883.6.24'/><value xsi:type='PQ' value='150' unit='Hz'/></controlVariable></controlVariable>"
                        + "</series></component>",
                "taken");
        whole("a mark of the byte order", "\ufeff" + text(""), "taken");
    }

    private void persons() {
        String frame =
                "<componentOf><timepointEvent><componentOf><subjectAssignment>%s</subjectAssignment></componentOf>"
                        + "</timepointEvent></componentOf>";
        add(
                "a subject's number",
                frame.formatted(
                        "<subject><trialSubject><id root='1.2.3' extension='01-001'/></trialSubject></subject>"),
                "root of trialSubject/id + extension of trialSubject/id");
        add(
                "a name",
                frame.formatted(
                        "<subject><trialSubject><subjectDemographicPerson><name>Erika</name></subjectDemographicPerson>"
                                + "</trialSubject></subject>"),
                "trialSubject/subjectDemographicPerson + subjectDemographicPerson/name");
        add(
                "a birth date",
                frame.formatted("<subject><trialSubject><subjectDemographicPerson><birthTime value='1951'/>"
                        + "</subjectDemographicPerson></trialSubject></subject>"),
                "trialSubject/subjectDemographicPerson + subjectDemographicPerson/birthTime");
        add(
                "a trial",
                frame.formatted("<componentOf><clinicalTrial><title>HOT</title></clinicalTrial></componentOf>"),
                "clinicalTrial/title");
        add(
                "a site",
                frame.formatted(
                        "<componentOf><clinicalTrial><location><trialSite><id extension='01'/></trialSite></location>"
                                + "</clinicalTrial></componentOf>"),
                "clinicalTrial/location + trialSite/id");
        add(
                "a visit",
                "<componentOf><timepointEvent><code code='V6' codeSystem='1.2.3'/></timepointEvent></componentOf>",
                "code of timepointEvent/code + codeSystem of timepointEvent/code");
        add(
                "a device",
                "<component><series><author><seriesAuthor><manufacturedSeriesDevice><manufacturerModelName>Cart 4711"
                        + "</manufacturerModelName></manufacturedSeriesDevice></seriesAuthor></author></series></component>",
                "series/author + manufacturedSeriesDevice/manufacturerModelName");
        add("a text", "<text>six months</text>", "AnnotatedECG/text");
        add("a reason", "<reasonCode code='BVP'/>", "AnnotatedECG/reasonCode");
    }

    private void values() {
        add("an extension", "<id extension='17'/>", "extension of AnnotatedECG/id");
        add("a root that is an organization's", "<id root='2.16.840.1.4711'/>", "root of AnnotatedECG/id");
        add(
                "a root that tells when and where",
                "<id root='61d1a24f-b47e-11ea-ae95-f8ac302f4eeb'/>",
                "root of AnnotatedECG/id");
        add(
                "a label",
                "<code code='93000' codeSystem='2.16.840.1.113883.6.12' displayName='BVP'/>",
                "displayName of AnnotatedECG/code");
        add("a code of its own", "<code code='BVP' codeSystem='2.16.840.1.113883.6.24'/>", "code of AnnotatedECG/code");
        add(
                "a system of its own",
                "<code code='BVP' codeSystem='1.2.3'/>",
                "code of AnnotatedECG/code + codeSystem of AnnotatedECG/code");
        add(
                "a pacing code",
                note("<code code='MDC_ECG_BVP' codeSystem='2.16.840.1.113883.6.24'/>"),
                "code of annotation/code");
        for (String date :
                List.of("20260302101500.000", "20260302", "2026-03-02", "02.03.2026", "3/2/26", "202603021015+0100")) {
            add(
                    "a date as " + date,
                    "<effectiveTime><low value='%s'/></effectiveTime>".formatted(date),
                    "date: effectiveTime/low");
        }
        add("a year", "<effectiveTime><low value='2026'/></effectiveTime>", "value of effectiveTime/low");
        add("a date in a number", note("<value xsi:type='PQ' value='19510312' unit='ms'/>"), "date: annotation/value");
        add("a unit of its own", note("<value xsi:type='PQ' value='1' unit='Erika'/>"), "unit of annotation/value");
        add(
                "a text as a value",
                note("<value xsi:type='ST'>Erika</value>"),
                "type of annotation/value + text in annotation/value");
        add(
                "an absolute sequence",
                sequence("<value xsi:type='GLIST_TS'><head value='20260302101500'/></value>"),
                "date: value/head");
        add(
                "samples that are words",
                sequence("<value xsi:type='SLIST_PQ'><digits>1 2 Erika 3</digits></value>"),
                "what is no sample: value/digits");
        add(
                "a sample that is a date",
                sequence("<value xsi:type='SLIST_PQ'><digits>1 2 19510312 3</digits></value>"),
                "what is no sample: value/digits");
        add(
                "an own attribute",
                "<effectiveTime nullFlavor='MSK' patient='4711'/>",
                "an attribute of its own of AnnotatedECG/effectiveTime");
        add(
                "an own flavour",
                "<effectiveTime nullFlavor='Erika'/>",
                "an attribute of its own of AnnotatedECG/effectiveTime");
    }

    private void bytes() {
        add("a comment", "<!-- Erika -->", "comment");
        add("an instruction", "<?note Erika?>", "processing instruction");
        add("an own element", "<erika>4711</erika>", "an element of its own in AnnotatedECG");
        add(
                "an element of another namespace",
                "<v:id xmlns:v='urn:erika' root='4711'/>",
                "an element of its own in AnnotatedECG + a namespace of its own");
        add(
                "a namespace that is a word",
                "<effectiveTime xmlns:erika='urn:hl7-org:v3' nullFlavor='MSK'/>",
                "a namespace of its own");
        add("words between elements", "Erika Muster", "text in AnnotatedECG");
        whole("a comment behind the end", text("") + "<!-- Erika -->", "comment");
        whole(
                "a document type",
                text("").replace("<AnnotatedECG", "<!DOCTYPE AnnotatedECG [<!ENTITY e 'Erika'>]><AnnotatedECG"),
                "malformed");
        whole(
                "a document type with a sign that XML does not have",
                text("").replace("<AnnotatedECG", "<!DOCTYPE AnnotatedECG [\u0001]><AnnotatedECG"),
                "unknown");
        whole("no end", text("").replace("</AnnotatedECG>", ""), "malformed");
        whole("no namespace", text("").replace(" xmlns=\"urn:hl7-org:v3\"", ""), "unknown");
        files.add(new CorpusFile(
                "aecg: UTF-16", text("").replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16), "unknown"));
        whole("another encoding", text("").replace("UTF-8", "ISO-8859-1"), "unknown");
    }

    private static String text(String inside) {
        return new String(Media.aecg(inside), StandardCharsets.UTF_8);
    }

    private static String note(String inside) {
        return "<component><series><subjectOf><annotationSet><component><annotation>%s</annotation></component></annotationSet>"
                        .formatted(inside)
                + "</subjectOf></series></component>";
    }

    private static String sequence(String value) {
        return "<component><series><component><sequenceSet><component><sequence>%s</sequence></component></sequenceSet></component>"
                        .formatted(value)
                + "</series></component>";
    }
}
