package org.trialbook.verify.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records in which there is nothing to find.
final class SoundCases {

    static final String PLAIN = "bundles/sound-plain.zip";

    private SoundCases() {}

    static void addTo(Kit kit) {
        kit.bundle(
                        "sound-plain",
                        "twelve events, a protocol, two earlier checkpoints",
                        Draft.plain().close())
                .sound();
        kit.again("sound-plain-keyless", "nobody brought a key", PLAIN)
                .keyless()
                .sound();
        kit.again("sound-plain-stranger", "the inspector has another key", PLAIN)
                .key("keys/stranger.vkey")
                .finds("foreign-key", "untrusted-checkpoint", "untrusted-checkpoint", "untrusted-checkpoint");
        Draft empty = new Draft();
        empty.earlier.clear();
        kit.bundle("sound-empty-log", "a log of no events has a root and a bundle", empty.close())
                .sound();
        Draft zero = Draft.plain();
        zero.earlier.addFirst(0);
        kit.bundle("sound-checkpoint-of-size-0", "the empty log was signed too", zero.close())
                .sound();
        Draft one = new Draft();
        one.earlier.clear();
        one.event("trialbook.ConsentSigned", "HOT-CRT", "null");
        kit.bundle("sound-one-event", "one leaf is its own root", one.close()).sound();
        kit.bundle(
                        "sound-redacted",
                        "four events are withheld",
                        Draft.redacted().close())
                .sound();
        Draft none = Draft.plain();
        none.manifest.redacted = true;
        kit.bundle("sound-redacted-of-nothing", "none may be withheld", none.close())
                .sound();
        Draft all = Draft.redacted();
        for (int i = 0; i < 12; i++) {
            all.withheld.add(i);
        }
        all.protocols.clear();
        kit.bundle("sound-redacted-of-all", "nothing is shown; created is 1970", all.close())
                .sound();
        containers(kit);
        lines(kit);
    }

    private static void containers(Kit kit) {
        Map<String, byte[]> files = Draft.plain().close().withManifest();
        RawZip stored = new RawZip();
        files.forEach((name, content) -> stored.add(name, content).store(content));
        kit.bundle("sound-stored", "files may be stored", stored.write()).sound();
        RawZip direct = RawZip.of(files);
        direct.entries.forEach(RawZip.Entry::withoutDescriptor);
        kit.bundle("sound-without-descriptors", "sizes in front, no descriptor", direct.write())
                .sound();
        RawZip both = RawZip.of(files);
        both.entries.forEach(entry -> entry.fill(entry.local));
        kit.bundle("sound-values-in-front-and-behind", "with bit 3 the local header may have the values", both.write())
                .sound();
        List<String> names = new ArrayList<>(files.keySet());
        Collections.reverse(names);
        Map<String, byte[]> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, files.get(name)));
        kit.bundle(
                        "sound-other-order",
                        "a reader does not depend on the order of the files",
                        RawZip.of(reversed).write())
                .sound();
        RawZip flags = RawZip.of(files);
        flags.entries.forEach(entry -> entry.both(header -> header.flags |= 6));
        kit.bundle("sound-flags-1-and-2", "how hard somebody compressed", flags.write())
                .sound();
        RawZip noUtf8 = RawZip.of(files);
        noUtf8.entries.forEach(entry -> entry.both(header -> header.flags &= ~RawZip.UTF8));
        kit.bundle("sound-without-flag-11", "ASCII names need no flag", noUtf8.write())
                .sound();
        RawZip unix = RawZip.of(files);
        unix.entries.forEach(entry -> entry.external = 0100644 << 16);
        kit.bundle("sound-regular-files", "external attributes of regular files", unix.write())
                .sound();
    }

    private static void lines(Kit kit) {
        sound(kit, "tags-none", "\"tags\":[[\"command\",\"command-5\"],[\"subject\",\"01-0001\"]]", "\"tags\":[]");
        sound(kit, "study-null", "\"study\":\"HOT-CRT\"", "\"study\":null");
        sound(
                kit,
                "actor-null",
                "\"actor\":{\"id\":\"nurse\",\"name\":\"A Nurse\",\"role\":\"coordinator\",\"site\":\"01\"}",
                "\"actor\":null");
        sound(kit, "site-null", "\"site\":\"01\"", "\"site\":null");
        sound(
                kit,
                "escapes",
                "\"reason\":null",
                "\"reason\":\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\u007f\u00e4\u2028\ud83d\ude00\"");
        sound(kit, "same-time", "10:00:05", "10:00:04");
        sound(
                kit,
                "metadata",
                "\"metadata\":{}",
                "\"metadata\":{\"\":\"\",\"a\":\"1\",\"\uffee\":\"2\",\"\ud800\udc00\":\"3\"}");
        sound(kit, "occurred-at-anything", "\"occurredAt\":null", "\"occurredAt\":\"yesterday\"");
        sound(
                kit,
                "payload-spelled-freely",
                "{\"form\":\"consent 3.1\"}",
                "[1.50,-0,1E+9,\"\\u0041\\/\\uD83D\\ude00\",{\"a\":{},\"b\":[]},true,null]");
        sound(kit, "payload-string", "{\"form\":\"consent 3.1\"}", "\"\"");
        sound(kit, "payload-64-deep-below-itself", "{\"form\":\"consent 3.1\"}", "[".repeat(65) + "]".repeat(65));
        sound(kit, "payload-number-in-64", "{\"form\":\"consent 3.1\"}", "[".repeat(64) + "1" + "]".repeat(64));
        sound(kit, "type-unknown", "trialbook.ConsentSigned", "somebody.Else");
        Draft longest = Draft.plain();
        int room = 65_535 - longest.lines.get(5).length();
        longest.edit(5, "consent 3.1", "consent 3.1" + "x".repeat(room));
        kit.bundle("sound-line-of-65535-bytes", "the longest line there is", longest.close())
                .sound();
        Draft year = Draft.plain();
        year.edit(11, "2026-11-21", "9999-12-31");
        kit.bundle("sound-year-9999", "the last year", year.close()).sound();
    }

    private static void sound(Kit kit, String what, String part, String other) {
        kit.bundle(
                        "sound-line-" + what,
                        "a line as section 1 allows it: " + what,
                        Draft.plain().edit(5, part, other).close())
                .sound();
    }
}
