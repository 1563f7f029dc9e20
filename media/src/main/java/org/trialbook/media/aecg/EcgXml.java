package org.trialbook.media.aecg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/// Reads XML without document types, entities or anything from elsewhere, and without tags so long that they would fill
/// the memory.
final class EcgXml {

    private EcgXml() {}

    private static final Pattern DECLARED = Pattern.compile("<\\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]{1,20})[\"']");

    /// @param encoding in which it is written, going by its first bytes and by what it declares
    record Document(XMLStreamReader reader, String encoding) {}

    static XMLStreamReader reader(InputStream in) throws IOException, XMLStreamException {
        return open(in).reader();
    }

    /// The text is decoded here and not by the parser, which would print what it cannot decode.
    static Document open(InputStream in) throws IOException, XMLStreamException {
        BufferedInputStream bytes = new BufferedInputStream(new ShortTags(in));
        bytes.mark(256);
        byte[] head = bytes.readNBytes(200);
        bytes.reset();
        int mark = mark(head);
        bytes.skipNBytes(mark);
        String encoding = encoding(head);
        Charset charset;
        try {
            charset = Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException("its encoding is not known");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        CharsetDecoder strict = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        XMLStreamReader reader = factory.createXMLStreamReader(new InputStreamReader(bytes, strict));
        return new Document(new Checked(reader), encoding);
    }

    /// How many bytes tell nothing but the order of bytes.
    private static int mark(byte[] head) {
        if (begins(head, 0xfe, 0xff) || begins(head, 0xff, 0xfe)) {
            return 2;
        }
        return begins(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
    }

    private static String encoding(byte[] head) {
        if (begins(head, 0xfe, 0xff) || begins(head, 0)) {
            return "UTF-16BE";
        }
        if (begins(head, 0xff, 0xfe) || begins(head, '<', 0)) {
            return "UTF-16LE";
        }
        Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return declared.find() ? declared.group(1).toUpperCase(Locale.ROOT) : "UTF-8";
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /// The JDK's parser lacks a sentence for some mistakes in a document type, and throws that it lacks it.
    private static final class Checked extends StreamReaderDelegate {

        Checked(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            try {
                return super.next();
            } catch (MissingResourceException e) {
                throw new XMLStreamException("it is not well-formed XML");
            }
        }
    }
}
