package org.trialbook.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.LineScan;
import org.trialbook.ledger.ProtocolName;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TextsBesideLines;
import org.trialbook.protocol.PracticeMark;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Compares the files of protocols with what was published: of several versions of one name, whichever study they
/// are of, the last one counts.
final class PublishedProtocols {

    /// No bundle has more protocol files than this.
    static final int MOST = 10_000;

    private static final String AWAITS_SITES = "awaitsSites";

    /// Of the payload, by the event's version.
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "1", List.of("study", "protocolVersion", "contentHash", "content", "seedCommitment"),
            "2", List.of("study", "protocolVersion", "contentHash", "content"),
            "3", List.of("study", "protocolVersion", "contentHash", "content"),
            "4", List.of("study", "protocolVersion", "contentHash", "content", AWAITS_SITES));

    /// Of a protocol that stands beside the log.
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final String FOLDER = "protocols/";
    private static final String ENDING = ".yaml";

    /// The SHA-256 of what was published last, by the name of its file.
    private final Map<String, String> published = new HashMap<>();

    /// What each publication says of its study, in the order of the record.
    private final List<Mark> marks = new ArrayList<>();

    private boolean practice;

    /// @param practice whether it says that the study is only for practice; null where the text stands beside the
    ///     log
    private record Mark(
            long position,
            String study,
            String version,
            String hash,
            @Nullable Boolean practice) {}

    void published(LineScan line, Consumer<Finding> findings) {
        List<String> members = MEMBERS.get(line.version());
        if (members == null) {
            unreadable(line, "nothing is known of this version of the event", findings);
            return;
        }
        JsonNode payload = payload(line, members);
        if (payload == null) {
            unreadable(line, "its payload has to be an object of " + String.join(", ", members), findings);
            return;
        }
        String stated = payload.path("contentHash").stringValue();
        String content = payload.path("content").isNull()
                ? null
                : payload.path("content").stringValue();
        String sha256 = content == null ? stated : sha256(content);
        String file = ProtocolName.file(payload.path("protocolVersion").stringValue());
        if (published.size() == MOST && !published.containsKey(file)) {
            unreadable(line, "a bundle holds no more than " + MOST + " protocols", findings);
            return;
        }
        published.put(file, sha256);
        if (!stated.equals(sha256)) {
            findings.accept(new Finding.WrongContentHash(line.position(), stated, sha256));
        }
        Boolean said = content == null ? null : (Boolean) PracticeMark.in(content);
        practice |= Boolean.TRUE.equals(said);
        if (marks.size() < MOST) {
            marks.add(new Mark(
                    line.position(),
                    payload.path("study").stringValue(),
                    payload.path("protocolVersion").stringValue(),
                    sha256,
                    said));
        }
    }

    /// Nobody can make a practice study a real one: its first version decides.
    void judgePractice(TextsBesideLines texts, Consumer<Finding> findings) {
        Map<String, Boolean> first = new HashMap<>();
        for (Mark mark : marks) {
            Boolean said = mark.practice();
            if (said == null) {
                said = texts.find(mark.position(), mark.hash())
                        .map(text -> PracticeMark.in(new String(text, StandardCharsets.UTF_8)))
                        .orElse(null);
            }
            if (said == null) {
                continue;
            }
            practice |= said;
            Boolean before = first.putIfAbsent(mark.study(), said);
            if (before != null && !before.equals(said)) {
                findings.accept(new Finding.ChangedPractice(mark.position(), mark.version(), said));
            }
        }
    }

    boolean practice() {
        return practice;
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
                    && members.stream()
                            .allMatch(member -> member.equals(AWAITS_SITES)
                                    ? payload.path(member).isBoolean()
                                    : payload.path(member).isString() || isBeside(line, member, payload));
            return whole ? payload : null;
        } catch (JacksonException beyondItsLimits) {
            // What is well-formed but has, say, a number of thousands of digits, is not of this shape.
            return null;
        }
    }

    /// From version 3 on, a protocol that no line holds stands beside the log, under its hash.
    private static boolean isBeside(LineScan line, String member, JsonNode payload) {
        return Set.of("3", "4").contains(line.version())
                && member.equals("content")
                && payload.path(member).isNull()
                && HASH.matcher(payload.path("contentHash").asString("")).matches();
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
