package org.trialbook.media.aecg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// HL7's annotated ECG (ANSI/HL7 V3 ECG, R1). There is no document type and no entity of the file's own.
public final class AnnotatedEcgFormat implements MediaFormat {

    private static final String ROOT = "AnnotatedECG";
    private static final String NAMESPACE = "urn:hl7-org:v3";
    private static final int DEEPEST = 64;

    /// An HL7 point in time, to the day or finer, of a century in which somebody may have been recorded.
    private static final Pattern DAY = Pattern.compile("\\s*(18|19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01]).*");

    /// Whose text says who, where or anything else that somebody typed.
    private static final Set<String> WORDS = Set.of("name", "text", "addr", "telecom", "desc");

    /// Beneath these an identifier is a person's or a place's.
    private static final Set<String> WHOSE = Set.of("trialSubject", "subjectAssignment", "trialSite", "timepointEvent");

    @Override
    public String contentType() {
        return "application/xml";
    }

    @Override
    public String name() {
        return "annotated ECG (HL7 aECG)";
    }

    @Override
    public String remedy() {
        return "Have the site's own `trialbook media clean FILE OUT` write it anew.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        String head = new String(Head.of(file, 64), StandardCharsets.UTF_8);
        String text = head.startsWith("\ufeff") ? head.substring(1) : head;
        if (!text.stripLeading().startsWith("<")) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory().createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return reader.getLocalName().equals(ROOT) && NAMESPACE.equals(reader.getNamespaceURI());
                }
            }
            return false;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    @Override
    public List<String> identifying(Path file) throws IOException, MalformedMediaException {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> path = new ArrayDeque<>();
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory().createXMLStreamReader(in);
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new MalformedMediaException("document types and entities are not taken");
                    case XMLStreamConstants.START_ELEMENT -> {
                        path.addLast(reader.getLocalName());
                        if (path.size() > DEEPEST) {
                            throw new MalformedMediaException("it is nested too deeply");
                        }
                        element(reader, path, found);
                    }
                    case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader, path, found);
                    case XMLStreamConstants.COMMENT -> found.add("comment");
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> found.add("processing instruction");
                    default -> {
                        // Spaces and the document's beginning and end say nothing.
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new MalformedMediaException("it is not well-formed XML");
        }
        return List.copyOf(found);
    }

    private static void element(XMLStreamReader reader, Deque<String> path, Set<String> found) {
        String name = path.getLast();
        if (name.equals("id") && says(reader, "extension")
                || name.equals("id") && path.stream().anyMatch(WHOSE::contains) && says(reader, "root")) {
            found.add(place(path));
        }
        if (name.equals("birthTime") && says(reader, "value")) {
            found.add(place(path));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (DAY.matcher(reader.getAttributeValue(i)).matches()
                    && reader.getAttributeLocalName(i).equals("value")) {
                found.add("date: " + place(path));
            }
        }
    }

    private static void text(XMLStreamReader reader, Deque<String> path, Set<String> found) {
        // Who made the device is nobody's secret.
        if (!reader.isWhiteSpace()
                && path.stream().anyMatch(WORDS::contains)
                && !path.contains("manufacturerOrganization")) {
            found.add(place(path));
        }
    }

    private static boolean says(XMLStreamReader reader, String attribute) {
        @Nullable String value = reader.getAttributeValue(null, attribute);
        return value != null && !value.isBlank();
    }

    /// The element and what it stands in.
    private static String place(Deque<String> path) {
        List<String> names = path.stream().toList();
        String place = String.join("/", names.subList(Math.max(0, names.size() - 2), names.size()));
        return place.matches("[A-Za-z/]{1,60}") ? place : "an element of its own";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }
}
