package org.trialbook.media.aecg;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML without document types, entities or anything from elsewhere, and without tags so long that they would fill
/// the memory.
final class EcgXml {

    private EcgXml() {}

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory.createXMLStreamReader(new ShortTags(in));
    }

    /// Ends a tag, a comment or an instruction that goes on for too long.
    private static final class ShortTags extends FilterInputStream {

        private static final int LONGEST = 1 << 16;
        private int inside = -1;

        ShortTags(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = offset; i < offset + read; i++) {
                if (buffer[i] == '<') {
                    inside = 0;
                } else if (buffer[i] == '>') {
                    inside = -1;
                } else if (inside >= 0) {
                    inside++;
                    if (inside > LONGEST) {
                        throw new IOException("a tag is too long");
                    }
                }
            }
            return read;
        }
    }
}
