package org.trialbook.media.aecg;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.SiteSecret;

/// One pass that writes what [EcgGrammar] takes and leaves out everything else.
final class EcgRewriting {

    private static final int DEEPEST = 64;
    private static final int LONGEST_SAMPLE = 16;
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?([+-]\\d{4}|Z)?");

    private final XMLStreamReader reader;
    private final Writer out;
    private final SiteSecret secret;
    private final Set<String> removed = new LinkedHashSet<>();
    /// The kinds of the open elements; null for those that are left out.
    private final List<@Nullable String> kinds = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable LocalDateTime beginning;
    private StringBuilder digits = new StringBuilder();

    EcgRewriting(XMLStreamReader reader, Writer out, SiteSecret secret) {
        this.reader = reader;
        this.out = out;
        this.secret = secret;
        kinds.add("document");
        names.add("");
    }

    Set<String> removed() {
        return removed;
    }

    void write() throws IOException, XMLStreamException, MalformedMediaException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedMediaException("document types and entities are not taken");
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.COMMENT -> removed.add("comment");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> removed.add("processing instruction");
                default -> {
                    // Spaces are not kept.
                }
            }
        }
        out.write("\n");
    }

    private void start() throws IOException, MalformedMediaException {
        if (kinds.size() > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        String namespace = reader.getNamespaceURI();
        String name = reader.getLocalName();
        boolean known = namespace == null || namespace.isEmpty() || namespace.equals(EcgGrammar.NAMESPACE);
        String kind = known ? EcgGrammar.kind(kinds.getLast(), name) : null;
        boolean within = kinds.getLast() != null;
        kinds.add(kind);
        names.add(known && EcgGrammar.standard(name) != null ? name : "");
        if (kind == null) {
            if (within) {
                removed.add(place());
            }
            return;
        }
        out.write("<" + name);
        if (kind.equals("root")) {
            out.write(" xmlns=\"%s\" xmlns:xsi=\"%s\"".formatted(EcgGrammar.NAMESPACE, EcgGrammar.INSTANCE));
        }
        for (Map.Entry<String, String> attribute : attributes(kind, name).entrySet()) {
            out.write(" %s=\"%s\"".formatted(attribute.getKey(), attribute.getValue()));
        }
        out.write(">");
    }

    /// All of them are of forms that need no escape.
    private Map<String, String> attributes(String kind, String name) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            String prefix = EcgGrammar.INSTANCE.equals(namespace) ? "xsi:" : "";
            if (prefix.isEmpty() && namespace != null && !namespace.isEmpty()) {
                removed.add("an attribute of its own of " + place());
                continue;
            }
            given.put(prefix + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        replace(kind, name, given);
        Map<String, String> kept = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            boolean instance = key.startsWith("xsi:");
            String local = instance ? key.substring(4) : key;
            if (EcgGrammar.takes(kind, instance ? EcgGrammar.INSTANCE : "", local, value, given::get)) {
                kept.put(key, value);
            } else {
                removed.add("%s of %s".formatted(attribute(local), place()));
            }
        });
        if (kept.containsKey("codeSystem") && !kept.containsKey("code")) {
            kept.remove("codeSystem");
            kept.remove("codeSystemName");
        }
        if (kept.isEmpty() && (Set.of("id", "code", "time", "nothing").contains(kind) || kind.equals("quantity"))) {
            kept.put("nullFlavor", "MSK");
        }
        return kept;
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
                                "type",
                                "unit")
                        .contains(name)
                ? name
                : "an attribute of its own";
    }

    private void replace(String kind, String name, Map<String, String> given) {
        switch (kind) {
            case "id" -> {
                if (given.containsKey("root") || given.containsKey("extension")) {
                    String whole = given.getOrDefault("root", "") + "^" + given.getOrDefault("extension", "");
                    given.clear();
                    given.put("root", uuid(whole));
                    removed.add("identifier, replaced: " + place());
                }
            }
            case "code" -> {
                if ("TIME_ABSOLUTE".equals(given.get("code"))) {
                    given.put("code", "TIME_RELATIVE");
                }
            }
            case "list" -> relative(given, "GLIST_TS", "GLIST_PQ");
            case "value" -> relative(given, "IVL_TS", "IVL_PQ");
            case "quantity" -> moment(name, given);
            default -> {
                // As it is, where the grammar takes it.
            }
        }
    }

    private static void relative(Map<String, String> given, String absolute, String relative) {
        if (absolute.equals(given.get("xsi:type"))) {
            given.put("xsi:type", relative);
        }
    }

    /// A point in time as seconds since the recording began, which its first point tells.
    private void moment(String name, Map<String, String> given) {
        LocalDateTime moment = moment(given.getOrDefault("value", ""));
        if (moment == null) {
            return;
        }
        removed.add("date, as seconds from the beginning: " + place());
        if (name.equals("head")) {
            beginning = moment;
        }
        given.clear();
        if (beginning == null) {
            given.put("nullFlavor", "MSK");
            return;
        }
        Duration since = Duration.between(beginning, moment);
        given.put(
                "value",
                BigDecimal.valueOf(since.toNanos(), 9).stripTrailingZeros().toPlainString());
        given.put("unit", "s");
    }

    private static @Nullable LocalDateTime moment(String value) {
        Matcher parts = MOMENT.matcher(value.strip());
        if (!parts.matches()) {
            return null;
        }
        String seconds = parts.group(6) == null ? "0" : parts.group(6);
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        try {
            return LocalDateTime.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)),
                    Integer.parseInt(parts.group(5)),
                    Integer.parseInt(seconds),
                    Integer.parseInt((fraction + "000000000").substring(0, 9)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// In the form of a random one, so that nothing of the original is in it.
    private String uuid(String original) {
        ByteBuffer bytes = ByteBuffer.wrap(secret.of("aecg-id", original.getBytes(StandardCharsets.UTF_8)));
        return new UUID(
                        bytes.getLong() & 0xffff_ffff_ffff_0fffL | 0x4000L,
                        bytes.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L)
                .toString();
    }

    private void text() throws IOException, MalformedMediaException {
        String kind = kinds.getLast();
        if ("digits".equals(kind)) {
            digits.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            // What may still go on is kept back.
            int whole = digits.length();
            while (whole > 0 && digits.length() - whole < LONGEST_SAMPLE && digits.charAt(whole - 1) > ' ') {
                whole--;
            }
            samples(digits.substring(0, whole));
            digits.delete(0, whole);
        } else if (kind != null && !reader.isWhiteSpace()) {
            removed.add("text in " + place());
        }
    }

    private void samples(String text) throws IOException, MalformedMediaException {
        EcgDigits check = new EcgDigits();
        char[] characters = text.toCharArray();
        check.take(characters, 0, characters.length);
        if (!check.end()) {
            // The file is refused, because leaving a sample out would move all that follow.
            throw new MalformedMediaException("something stands among its samples that is none");
        }
        out.write(characters);
    }

    private void end() throws IOException, MalformedMediaException {
        if ("digits".equals(kinds.getLast())) {
            samples(digits.toString());
            digits = new StringBuilder();
        }
        if (kinds.getLast() != null) {
            out.write("</" + reader.getLocalName() + ">");
        }
        kinds.removeLast();
        names.removeLast();
    }

    private String place() {
        String name = names.getLast().isEmpty() ? "an element of its own" : names.getLast();
        String parent = names.get(names.size() - 2);
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
