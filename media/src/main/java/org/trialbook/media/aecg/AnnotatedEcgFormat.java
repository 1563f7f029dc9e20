package org.trialbook.media.aecg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// HL7's annotated ECG (ANSI/HL7 V3 ECG, R1): the elements and attributes of [EcgGrammar], in UTF-8. There is no
/// document type and no entity of the file's own.
public final class AnnotatedEcgFormat implements MediaFormat {

    private static final Set<String> ENCODINGS = Set.of("UTF-8", "US-ASCII", "ASCII");
    private static final String REMEDY = "Have the site's own `trialbook media clean FILE OUT` write it anew.";

    /// What the beginning of a document says.
    private record Beginning(String root, String namespace, String encoding) {}

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
        return REMEDY;
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return beginning(file)
                .filter(found -> found.root().equals(EcgGrammar.ROOT))
                .filter(found -> found.namespace().equals(EcgGrammar.NAMESPACE))
                .filter(found -> ENCODINGS.contains(found.encoding()))
                .isPresent();
    }

    @Override
    public Optional<String> nearly(Path file) throws IOException {
        Optional<Beginning> beginning =
                beginning(file).filter(found -> found.root().equals(EcgGrammar.ROOT));
        if (beginning.isPresent() && !ENCODINGS.contains(beginning.get().encoding())) {
            return Optional.of("It is nearly an annotated ECG, but not written in UTF-8. " + REMEDY);
        }
        return beginning.map(found -> "It is nearly an annotated ECG, but not in the namespace %s. %s"
                .formatted(EcgGrammar.NAMESPACE, REMEDY));
    }

    @Override
    public Optional<String> modality(Path file) {
        return Optional.of("ECG");
    }

    @Override
    public List<String> identifying(Path file) throws IOException, MalformedMediaException {
        try (InputStream in = Files.newInputStream(file)) {
            return List.copyOf(new EcgFindings(EcgXml.reader(in)).read());
        } catch (XMLStreamException | CharacterCodingException e) {
            // The parser's message is left out: it may repeat what stands in the file.
            throw new MalformedMediaException("it is not well-formed XML");
        }
    }

    static boolean isOne(Path file) throws IOException {
        return beginning(file)
                .filter(found -> found.root().equals(EcgGrammar.ROOT))
                .isPresent();
    }

    private static Optional<Beginning> beginning(Path file) throws IOException {
        if (!looksLikeXml(Head.of(file, 64))) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            EcgXml.Document document = EcgXml.open(in);
            XMLStreamReader reader = document.reader();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    String namespace = reader.getNamespaceURI();
                    return Optional.of(new Beginning(
                            reader.getLocalName(), namespace == null ? "" : namespace, document.encoding()));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// The first sign that is no mark of the byte order, no zero and no space is a bracket.
    private static boolean looksLikeXml(byte[] head) {
        for (byte each : head) {
            int c = each & 0xff;
            if (c == '<') {
                return true;
            }
            if (c > ' ' && c != 0xef && c != 0xbb && c != 0xbf && c != 0xfe && c != 0xff) {
                return false;
            }
        }
        return false;
    }
}
