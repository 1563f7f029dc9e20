package org.trialbook.verify;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.LineScan;
import org.trialbook.ledger.ProtocolName;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.PracticeMark;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Compares the files of protocols with what was published: of several versions of one name, whichever study they
/// are of, the last one counts.
final class PublishedProtocols {

    /// No bundle has more protocol files than this.
    static final int MOST = 10_000;

    /// Of the payload, by the event's version.
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "1", List.of("study", "protocolVersion", "contentHash", "content", "seedCommitment"),
            "2", List.of("study", "protocolVersion", "contentHash", "content"));

    private static final String FOLDER = "protocols/";
    private static final String ENDING = ".yaml";

    /// The SHA-256 of what was published last, by the name of its file.
    private final Map<String, String> published = new HashMap<>();

    /// Whether the first version of each study's protocol says that the study is only for practice.
    private final Map<String, Boolean> practice = new HashMap<>();

    void published(LineScan line, Consumer<Finding> findings) {
        List<String> members = MEMBERS.get(line.version());
        if (members == null) {
            unreadable(line, "nothing is known of this version of the event", findings);
            return;
        }
        JsonNode payload = payload(line, members);
        if (payload == null) {
            unreadable(line, "its payload has to be an object of the strings " + String.join(", ", members), findings);
            return;
        }
        String content = payload.path("content").stringValue();
        String sha256 = sha256(content);
        String file = ProtocolName.file(payload.path("protocolVersion").stringValue());
        if (published.size() == MOST && !published.containsKey(file)) {
            unreadable(line, "a bundle holds no more than " + MOST + " protocols", findings);
            return;
        }
        published.put(file, sha256);
        String stated = payload.path("contentHash").stringValue();
        if (!stated.equals(sha256)) {
            findings.accept(new Finding.WrongContentHash(line.position(), stated, sha256));
        }
        boolean said = PracticeMark.in(content);
        // Nobody can make a practice study a real one: its first version decides.
        Boolean first = practice.putIfAbsent(payload.path("study").stringValue(), said);
        if (first != null && first != said) {
            findings.accept(new Finding.ChangedPractice(
                    line.position(), payload.path("protocolVersion").stringValue(), said));
        }
    }

    boolean practice() {
        return practice.containsValue(true);
    }

    private static void unreadable(LineScan line, String why, Consumer<Finding> findings) {
        findings.accept(new Finding.UnreadableEvent(line.position(), line.type(), why));
    }

    /// The payload, if it is of its shape: nothing else is to be found in it.
    private static @Nullable JsonNode payload(LineScan line, List<String> members) {
        try {
            JsonNode payload = EventJson.mapper().readTree(line.payload());
            boolean whole = payload.isObject()
                    && payload.size() == members.size()
                    && members.stream().allMatch(member -> payload.path(member).isString());
            return whole ? payload : null;
        } catch (JacksonException beyondItsLimits) {
            // What is well-formed but has, say, a number of thousands of digits, is not of this shape.
            return null;
        }
    }

    private static String sha256(String content) {
        return HexFormat.of().formatHex(Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    /// @param files the SHA-256 of each file; nothing for one that can't be read
    void compare(SortedMap<String, Optional<String>> files, Consumer<Finding> findings) {
        Set<String> found = new HashSet<>();
        files.forEach((file, sha256) -> {
            String name = nameOf(file, files);
            String expected = published.get(name);
            if (expected == null) {
                findings.accept(new Finding.SuperfluousEntry(file));
                return;
            }
            found.add(name);
            if (sha256.isPresent() && !sha256.get().equals(expected)) {
                findings.accept(new Finding.ProtocolDisagrees(file, expected, sha256.get()));
            }
        });
        published.keySet().stream()
                .filter(name -> !found.contains(name))
                .sorted()
                .forEach(name -> findings.accept(new Finding.MissingEntry(name)));
    }

    /// How the file is called today. Earlier releases named a long version by itself.
    private String nameOf(String file, SortedMap<String, Optional<String>> files) {
        if (published.containsKey(file)) {
            return file;
        }
        String today = ProtocolName.file(file.substring(FOLDER.length(), file.length() - ENDING.length()));
        return files.containsKey(today) ? file : today;
    }
}
