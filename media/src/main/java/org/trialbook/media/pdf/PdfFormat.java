package org.trialbook.media.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;

/// PDF (ISO 32000). Looked at are the information dictionary, metadata streams, attachments, forms, notes and scripts;
/// not what stands on the pages, and not what an earlier revision within the same file said.
public final class PdfFormat implements MediaFormat {

    private static final int DEEPEST = 64;

    /// What the information dictionary may say: the names of programs.
    private static final Set<COSName> OF_PROGRAMS = Set.of(COSName.PRODUCER, COSName.CREATOR, COSName.TRAPPED);

    @Override
    public String contentType() {
        return "application/pdf";
    }

    @Override
    public String name() {
        return "PDF";
    }

    @Override
    public String remedy() {
        return "Write it anew, for example with `qpdf --linearize`, from a page description that holds pages only.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return latin(Head.of(file, 5)).equals("%PDF-");
    }

    @Override
    public List<String> identifying(Path file) throws IOException, MalformedMediaException {
        if (!latin(Head.tail(file, 1024)).contains("%%EOF")) {
            throw new MalformedMediaException("the file has no end");
        }
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            if (document.isEncrypted()) {
                throw new MalformedMediaException("an encrypted file cannot be looked into");
            }
            if (document.getNumberOfPages() == 0) {
                throw new MalformedMediaException("there is no page in it");
            }
            Set<String> found = new LinkedHashSet<>();
            information(document.getDocument().getTrailer().getCOSDictionary(COSName.INFO), found);
            for (var key : document.getDocument().getXrefTable().keySet()) {
                COSBase object = document.getDocument().getObjectFromPool(key).getObject();
                if (object == null) {
                    // The library is lenient; what it cannot read, another program may show.
                    throw new MalformedMediaException("an object in it cannot be read");
                }
                walk(object, found, 0);
            }
            return List.copyOf(found);
        } catch (IOException | RuntimeException e) {
            // Whatever stops the library, the file is to blame; its message may repeat what stands there.
            throw new MalformedMediaException("the file cannot be read as a PDF");
        }
    }

    private static void information(@Nullable COSDictionary info, Set<String> found) {
        if (info == null) {
            return;
        }
        for (COSName key : info.keySet()) {
            COSBase value = info.getDictionaryObject(key);
            boolean empty = value == null
                    || (value instanceof COSString text && text.getString().isBlank());
            if (!OF_PROGRAMS.contains(key) && !empty) {
                found.add("information dictionary: " + name(key));
            }
        }
    }

    /// An object and what stands directly in it; what it refers to is an object of its own.
    private static void walk(COSBase object, Set<String> found, int depth) throws MalformedMediaException {
        if (depth > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        if (object instanceof COSDictionary dictionary) {
            dictionary(dictionary, found);
            for (COSBase value : dictionary.getValues()) {
                walk(value, found, depth + 1);
            }
        } else if (object instanceof COSArray array) {
            for (COSBase value : array) {
                walk(value, found, depth + 1);
            }
        }
    }

    private static void dictionary(COSDictionary dictionary, Set<String> found) {
        if (COSName.METADATA.equals(dictionary.getCOSName(COSName.TYPE)) || dictionary.containsKey(COSName.METADATA)) {
            found.add("XMP metadata");
        }
        if (dictionary.containsKey(COSName.getPDFName("EmbeddedFiles"))
                || COSName.FILESPEC.equals(dictionary.getCOSName(COSName.TYPE))
                || dictionary.containsKey(COSName.EF)) {
            found.add("attached files");
        }
        if (dictionary.containsKey(COSName.ACRO_FORM)) {
            found.add("form fields");
        }
        if (dictionary.containsKey(COSName.ANNOTS)) {
            found.add("notes");
        }
        if (dictionary.containsKey(COSName.JAVA_SCRIPT)
                || dictionary.containsKey(COSName.JS)
                || dictionary.containsKey(COSName.getPDFName("Launch"))) {
            found.add("scripts");
        }
        if (dictionary.containsKey(COSName.getPDFName("PieceInfo"))) {
            found.add("private data of a program");
        }
    }

    /// A name of the file is shown only when it is one that the format knows; another might say something.
    private static String name(COSName key) {
        return Set.of("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate")
                        .contains(key.getName())
                ? key.getName()
                : "an entry of its own";
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
