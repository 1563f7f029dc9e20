package org.trialbook.media.aecg;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;

/// Goes through an annotated ECG and names what is not of [EcgGrammar].
final class EcgFindings {

    private static final int DEEPEST = 64;

    /// How many elements and attributes are looked at that are not taken: each may have a name of its own,
    /// which the parser keeps.
    private static final int MOST_REFUSED = 10_000;
    private static final Set<String> NAMESPACES =
            Set.of(EcgGrammar.NAMESPACE, EcgGrammar.INSTANCE, "http://www.w3.org/2001/XMLSchema", "urn:hl7-org:v3/voc");
    private static final Set<String> PREFIXES = Set.of("", "xsi", "xsd", "xs", "voc", "hl7", "v3");

    /// @param name as it may be shown
    /// @param kind null for an element that is not taken
    private record Open(String name, @Nullable String kind) {}

    private final XMLStreamReader reader;
    private final Set<String> found = new LinkedHashSet<>();
    private final List<Open> path = new ArrayList<>();
    private EcgDigits digits = new EcgDigits();
    private int refused;

    EcgFindings(XMLStreamReader reader) {
        this.reader = reader;
        path.add(new Open("", "document"));
    }

    Set<String> read() throws XMLStreamException, MalformedMediaException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedMediaException("document types and entities are not taken");
                case XMLStreamConstants.START_ELEMENT -> element();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.COMMENT -> found.add("comment");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> found.add("processing instruction");
                default -> {
                    // Spaces and the document's beginning and end say nothing.
                }
            }
        }
        return found;
    }

    private void element() throws MalformedMediaException {
        if (path.size() > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        Open parent = path.getLast();
        boolean own = !EcgGrammar.NAMESPACE.equals(reader.getNamespaceURI());
        String standard = own ? null : EcgGrammar.standard(reader.getLocalName());
        String kind = own ? null : EcgGrammar.kind(parent.kind(), reader.getLocalName());
        path.add(new Open(standard == null ? "" : standard, kind));
        if (kind == null) {
            refuse(1 + reader.getAttributeCount());
        }
        if (kind == null && (parent.kind() != null || reader.getAttributeCount() > 0)) {
            found.add(place());
        }
        namespaces();
        if (kind != null) {
            attributes(kind);
        }
        digits = new EcgDigits();
    }

    private void refuse(int more) throws MalformedMediaException {
        refused += more;
        if (refused > MOST_REFUSED) {
            throw new MalformedMediaException("it has more elements of its own than are looked at");
        }
    }

    private void namespaces() throws MalformedMediaException {
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            if (uri != null && !NAMESPACES.contains(uri) || prefix != null && !PREFIXES.contains(prefix)) {
                refuse(1);
                found.add("a namespace of its own");
            }
        }
    }

    private void attributes(String kind) throws MalformedMediaException {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            String name = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            if (EcgGrammar.takes(
                    kind,
                    namespace == null ? "" : namespace,
                    name,
                    value,
                    other -> reader.getAttributeValue(null, other))) {
                continue;
            }
            refuse(1);
            if (!name.equals("root") && EcgGrammar.isDate(value)) {
                found.add("date: " + place());
            } else {
                found.add("%s of %s".formatted(attribute(name), place()));
            }
        }
    }

    private static String attribute(String name) {
        return Set.of(
                                "displayName",
                                "extension",
                                "root",
                                "code",
                                "codeSystem",
                                "codeSystemName",
                                "value",
                                "unit",
                                "type")
                        .contains(name)
                ? name
                : "an attribute of its own";
    }

    private void text() {
        String kind = path.getLast().kind();
        if ("digits".equals(kind)) {
            digits.take(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        } else if (!reader.isWhiteSpace()) {
            found.add(kind == null ? place() : "text in " + place());
        }
    }

    private void end() {
        if ("digits".equals(path.getLast().kind()) && !digits.end()) {
            found.add("what is no sample: " + place());
        }
        path.removeLast();
    }

    /// The element and what it stands in.
    private String place() {
        String name = path.getLast().name();
        String parent = path.get(path.size() - 2).name();
        if (name.isEmpty()) {
            return parent.isEmpty() ? "an element of its own" : "an element of its own in " + parent;
        }
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
