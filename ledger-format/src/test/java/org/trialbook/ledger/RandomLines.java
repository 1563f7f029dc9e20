package org.trialbook.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;

/// Sound lines of every shape, from a seed.
final class RandomLines {

    private static final String[] PIECES = {
        "a",
        "B",
        "7",
        "subject",
        " ",
        "/",
        "\"",
        "\\",
        "\n",
        "\t",
        "\b",
        "\u0000",
        "\u001f",
        "\u007f",
        "ä",
        "ß",
        "ﬁ",
        "\uFFFD",
        "\uFFFF",
        "\uD83D\uDE00",
        "\uDBFF\uDFFF",
        "{",
        "}",
        "null",
        "a somewhat longer piece of text"
    };

    private final SplittableRandom random;

    RandomLines(SplittableRandom random) {
        this.random = random;
    }

    byte[] next() {
        return event().format();
    }

    private EventLine event() {
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            tags.add(new Tag(text(0) + i, text(0)));
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            metadata.put(text(0), text(0));
        }
        long micros = random.nextLong(Microseconds.EARLIEST, Microseconds.LATEST + 1);
        return new EventLine(
                random.nextLong() >>> (1 + random.nextInt(63)),
                text(1),
                text(1),
                text(1),
                textOrNull(),
                tags,
                Instant.EPOCH
                        .plusSeconds(Math.floorDiv(micros, 1_000_000L))
                        .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000),
                textOrNull(),
                random.nextBoolean() ? null : new Actor(text(0), text(0), text(0), textOrNull()),
                textOrNull(),
                textOrNull(),
                metadata,
                value(0));
    }

    private @Nullable String textOrNull() {
        return random.nextInt(3) == 0 ? null : text(0);
    }

    private String text(int least) {
        return IntStream.range(0, least + random.nextInt(4))
                .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
                .collect(Collectors.joining());
    }

    private String value(int depth) {
        return switch (random.nextInt(depth < 4 ? 9 : 6)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> String.valueOf(random.nextInt());
            case 3 -> random.nextInt(9) + "." + random.nextInt(99) + (random.nextBoolean() ? "e-7" : "E+12");
            case 4, 5 -> spelled();
            case 6 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(depth + 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default -> object(depth);
        };
    }

    private String object(int depth) {
        return IntStream.range(0, random.nextInt(random.nextInt(6) == 0 ? 20 : 5))
                .mapToObj(i -> Json.quote(i + text(0)) + ":" + value(depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// A string whose characters are escaped where they need not be, as senders do.
    private String spelled() {
        String text = text(0);
        return switch (random.nextInt(3)) {
            case 0 -> Json.quote(text);
            case 1 ->
                text.chars()
                        .mapToObj(c -> String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", c))
                        .collect(Collectors.joining("", "\"", "\""));
            default -> Json.quote(text).replace("/", "\\/");
        };
    }
}
