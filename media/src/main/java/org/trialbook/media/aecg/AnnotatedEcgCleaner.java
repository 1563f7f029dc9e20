package org.trialbook.media.aecg;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner;
import org.trialbook.media.SiteSecret;

/// Writes an annotated ECG anew: leads, samples, coded findings; identifiers replaced, points in time as seconds
/// from the recording's beginning. Also from a file in UTF-16 or without a namespace.
public final class AnnotatedEcgCleaner implements MediaCleaner {

    @Override
    public boolean cleans(Path file) throws IOException {
        return AnnotatedEcgFormat.isOne(file);
    }

    @Override
    public Cleaned clean(Path original, Path clean, SiteSecret secret) throws IOException, MalformedMediaException {
        try (InputStream in = Files.newInputStream(original);
                Writer out = new BufferedWriter(Files.newBufferedWriter(
                        clean, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            EcgRewriting rewriting = new EcgRewriting(EcgXml.reader(in), out, secret);
            rewriting.write();
            return new Cleaned(List.copyOf(rewriting.removed()), List.of());
        } catch (XMLStreamException | CharacterCodingException e) {
            throw new MalformedMediaException("it is not well-formed XML");
        }
    }
}
