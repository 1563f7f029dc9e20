package org.trialbook.verify.kit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Section 5, the container: each rule broken alone is no bundle.
final class ZipCases {

    /// A file whose entry is changed; neither the first nor the last.
    private static final String FILE = "checkpoint";

    private final Kit kit;
    private final Map<String, byte[]> files = Draft.plain().close().withManifest();

    private ZipCases(Kit kit) {
        this.kit = kit;
    }

    static void addTo(Kit kit) {
        ZipCases cases = new ZipCases(kit);
        cases.gaps();
        cases.signatures();
        cases.headers();
        cases.flagsAndMethods();
        cases.descriptors();
        cases.extras();
        cases.directory();
        cases.end();
        cases.whole();
        cases.contents();
    }

    private void zip(String name, String why, Consumer<RawZip> change) {
        RawZip zip = RawZip.of(files);
        change.accept(zip);
        kit.bundle("zip-" + name, why, zip.write()).unreadable();
    }

    private void entry(String name, String why, Consumer<RawZip.Entry> change) {
        zip(name, why, zip -> change.accept(zip.entry(FILE)));
    }

    private void gaps() {
        zip("byte-in-front", "something stands in front of the first file", zip -> zip.front = new byte[1]);
        zip("program-in-front", "a program stands in front, and offsets count from behind it", zip -> {
            zip.front = Draft.utf8("#!/bin/sh\nexit 0\n");
            zip.entries.forEach(entry -> entry.offsetMore = -zip.front.length);
            zip.directoryOffsetMore = -zip.front.length;
        });
        entry("gap-between-files", "a byte stands between two files", entry -> entry.gapBehind = new byte[1]);
        entry(
                "hidden-text-between-files",
                "a text stands between two files",
                entry -> entry.gapBehind = Draft.utf8("hidden"));
        zip("gap-before-directory", "a byte stands before the directory", zip -> zip.beforeDirectory = new byte[1]);
        zip("gap-before-end", "a byte stands before the end record", zip -> zip.beforeEnd = new byte[1]);
        zip("byte-behind", "a zero stands behind the end", zip -> zip.behind = new byte[1]);
        zip("newline-behind", "a newline stands behind the end", zip -> zip.behind = new byte[] {'\n'});
        zip("comment", "the end record has a comment", zip -> zip.comment = Draft.utf8("hello"));
        zip("comment-that-is-not-there", "the end record announces a comment", zip -> zip.commentLength = 5);
        zip(
                "second-zip-behind",
                "another bundle stands behind",
                zip -> zip.behind = Draft.redacted().close().zip());
        zip(
                "second-zip-in-front",
                "another bundle stands in front",
                zip -> zip.front = Draft.redacted().close().zip());
        zip("file-that-is-not-listed", "a file stands there that the directory does not list", zip -> {
            zip.listed.remove(zip.entry("checkpoints/4"));
            zip.count--;
            zip.countHere--;
        });
        zip("file-listed-twice-at-one-place", "two names share one place", zip -> {
            zip.listed.add(zip.entry(FILE));
            zip.count++;
            zip.countHere++;
        });
    }

    private void signatures() {
        entry("local-signature", "the local header has another signature", entry -> entry.local.signature++);
        entry("central-signature", "the directory has another signature", entry -> entry.central.signature++);
        entry("descriptor-signature", "the descriptor has another signature", entry -> entry.descriptorSignature++);
        zip("end-signature", "the end record has another signature", zip -> zip.endSignature++);
    }

    private void headers() {
        entry(
                "other-local-name",
                "the local header has another name",
                entry -> entry.local.name = Draft.utf8("checkpoins"));
        entry(
                "longer-local-name",
                "the local header has a longer name",
                entry -> entry.local.name = Draft.utf8("checkpoint2"));
        entry("other-local-method", "the local header says it is stored", entry -> entry.local.method = 0);
        entry("other-central-method", "the directory says it is stored", entry -> entry.central.method = 0);
        entry(
                "other-local-flags",
                "the local header has flag 11 only in one place",
                entry -> entry.local.flags &= ~RawZip.UTF8);
        entry("other-central-flags", "flag 1 stands only in the directory", entry -> entry.central.flags |= 2);
        entry(
                "local-crc",
                "with bit 3 the local CRC is neither zero nor the directory's",
                entry -> entry.local.crc = 1);
        entry(
                "local-packed-size",
                "with bit 3 the local size is neither zero nor the directory's",
                entry -> entry.local.packed = 1);
        entry(
                "local-size",
                "with bit 3 the local length is neither zero nor the directory's",
                entry -> entry.local.size = 1);
        entry("no-descriptor-crc", "without bit 3 the local CRC is another one", entry -> {
            entry.withoutDescriptor();
            entry.local.crc++;
        });
        entry("no-descriptor-packed-size", "without bit 3 the local size is another one", entry -> {
            entry.withoutDescriptor();
            entry.local.packed++;
        });
        entry("no-descriptor-size", "without bit 3 the local length is another one", entry -> {
            entry.withoutDescriptor();
            entry.local.size++;
        });
        entry("no-descriptor-zeroes", "without bit 3 the local header must have the values", entry -> {
            entry.withoutDescriptor();
            entry.local.crc = 0;
            entry.local.packed = 0;
            entry.local.size = 0;
        });
        entry("offset-one-more", "the directory points a byte further", entry -> entry.offsetMore = 1);
        entry("offset-one-less", "the directory points a byte before", entry -> entry.offsetMore = -1);
        entry("offset-far", "the directory points behind the file", entry -> entry.offsetMore = 1 << 20);
        entry("packed-size-one-more", "the directory says one byte more", entry -> entry.central.packed++);
        entry("packed-size-one-less", "the directory says one byte less", entry -> entry.central.packed--);
        entry("packed-size-huge", "the directory says almost 4 GiB", entry -> entry.central.packed = 0xFFFFFFFEL);
        entry("central-crc", "the directory has another CRC than the descriptor", entry -> entry.central.crc++);
        entry("central-size", "the directory has another length than the descriptor", entry -> entry.central.size++);
    }

    private void flagsAndMethods() {
        for (int bit : new int[] {0, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15}) {
            entry(
                    "flag-" + bit,
                    "flag " + bit + " is none of 1, 2, 3 and 11",
                    entry -> entry.both(header -> header.flags |= 1 << bit));
        }
        for (int method : new int[] {1, 6, 9, 12, 14, 93, 95, 98, 99, 0xFFFF}) {
            entry(
                    "method-" + method,
                    "method " + method + " is neither 0 nor 8",
                    entry -> entry.both(header -> header.method = method));
        }
        zip("stored-with-descriptor", "a stored file has a descriptor", zip -> {
            RawZip.Entry entry = zip.entry(FILE);
            entry.store(files.getOrDefault(FILE, new byte[0]));
            entry.described = true;
            entry.both(header -> header.flags |= RawZip.DESCRIPTOR);
        });
    }

    private void descriptors() {
        entry("descriptor-missing", "bit 3 is set, but no descriptor follows", entry -> entry.described = false);
        entry("descriptor-not-announced", "a descriptor follows without bit 3", entry -> {
            entry.withoutDescriptor();
            entry.described = true;
        });
        entry(
                "descriptor-without-signature",
                "the descriptor has no signature",
                entry -> entry.descriptorSigned = false);
        entry("descriptor-of-24-bytes", "8-byte sizes where 4 do", entry -> entry.descriptorLong = true);
        entry("descriptor-crc", "the descriptor has another CRC", entry -> entry.crc++);
        entry("descriptor-packed-size", "the descriptor has another size", entry -> entry.packed++);
        entry("descriptor-size", "the descriptor has another length", entry -> entry.size++);
    }

    private void extras() {
        byte[] time = {0x55, 0x54, 5, 0, 1, 0, 0, 0, 0};
        byte[] zip64 = {1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0};
        byte[] empty = {1, 0, 0, 0};
        byte[] torn = {1, 0, 8};
        entry("local-extra-time", "the local header has an extra field", entry -> entry.local.extra = time);
        entry("central-extra-time", "the directory has an extra field", entry -> entry.central.extra = time);
        byte[] otherTime = {0x55, 0x54, 5, 0, 1, 0, 0, 0, 1};
        byte[] timeTwice = {0x55, 0x54, 5, 0, 1, 0, 0, 0, 0, 0x55, 0x54, 5, 0, 1, 0, 0, 0, 0};
        byte[] twoTimes = {0x55, 0x54, 9, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] accessTime = {0x55, 0x54, 5, 0, 2, 0, 0, 0, 0};
        RawZip earlier = RawZip.of(files);
        earlier.entries.forEach(entry -> entry.both(header -> header.extra = time));
        kit.bundle("zip-of-earlier-releases", "both headers have the time that earlier releases wrote", earlier.write())
                .sound();
        entry("extra-times-that-differ", "the time in the directory is another one", entry -> {
            entry.local.extra = time;
            entry.central.extra = otherTime;
        });
        entry(
                "extra-time-twice",
                "both headers have the time twice",
                entry -> entry.both(header -> header.extra = timeTwice));
        entry(
                "extra-time-of-nine-bytes",
                "both headers have two times in one field",
                entry -> entry.both(header -> header.extra = twoTimes));
        entry(
                "extra-time-of-access",
                "both headers have another time than that of the change",
                entry -> entry.both(header -> header.extra = accessTime));
        entry("local-zip64-without-need", "a zip64 field for no value", entry -> entry.local.extra = zip64);
        entry("central-zip64-without-need", "a zip64 field for no value", entry -> entry.central.extra = zip64);
        entry("zip64-without-values", "a zip64 field of no bytes", entry -> entry.both(header -> header.extra = empty));
        entry("zip64-size-that-fits", "a length stands in a zip64 field and fits in four bytes", entry -> {
            entry.central.extra = zip64Of(entry.size);
            entry.central.size = 0xFFFFFFFFL;
        });
        entry("zip64-packed-size-that-fits", "a size stands in a zip64 field and fits in four bytes", entry -> {
            entry.central.extra = zip64Of(entry.packed);
            entry.central.packed = 0xFFFFFFFFL;
        });
        entry("local-zip64-sizes-that-fit", "sizes stand in a local zip64 field and fit in four bytes", entry -> {
            entry.withoutDescriptor();
            entry.local.extra = zip64Of(entry.size, entry.packed);
            entry.local.size = 0xFFFFFFFFL;
            entry.local.packed = 0xFFFFFFFFL;
        });
        entry("local-extra-torn", "the local extra field breaks off", entry -> entry.local.extra = torn);
        entry("central-extra-torn", "the extra field breaks off", entry -> entry.central.extra = torn);
        entry("central-extra-one-byte", "a byte that is no field", entry -> entry.central.extra = new byte[1]);
        entry(
                "size-in-zip64-that-is-missing",
                "a size stands as 0xFFFFFFFF and nowhere else",
                entry -> entry.central.size = 0xFFFFFFFFL);
        entry(
                "offset-in-zip64-that-is-missing",
                "an offset of 0xFFFFFFFF without a zip64 field",
                entry -> entry.offsetMore = 0xFFFFFFFFL);
    }

    private static byte[] zip64Of(long... values) {
        ByteBuffer field = ByteBuffer.allocate(4 + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        field.putShort((short) 1).putShort((short) (8 * values.length));
        for (long value : values) {
            field.putLong(value);
        }
        return field.array();
    }

    private void directory() {
        zip("name-that-is-not-utf-8", "a name is not UTF-8", zip -> {
            RawZip.Entry entry = zip.add("protocols/1x.yaml", new byte[0]);
            entry.both(header -> header.name[11] = (byte) 0xE9);
        });
        RawZip unflagged = RawZip.of(files);
        unflagged.entries.forEach(entry -> entry.both(header -> header.flags &= ~RawZip.UTF8));
        kit.bundle("zip-without-flag-11", "names are UTF-8 with and without flag 11", unflagged.write())
                .sound();
        entry("entry-comment", "a file has a comment", entry -> entry.note = Draft.utf8("hi"));
        entry("start-disk", "a file begins on another disk", entry -> entry.startDisk = 1);
        entry("directory-by-type", "a file is a directory by its unix type", entry -> entry.external = 0040755 << 16);
        entry("symlink", "a file is a symbolic link", entry -> entry.external = 0120777 << 16);
        entry("fifo", "a file is a pipe", entry -> entry.external = 0010644 << 16);
        entry("socket", "a file is a socket", entry -> entry.external = 0140644 << 16);
        entry("block-device", "a file is a device", entry -> entry.external = 0060644 << 16);
        entry("directory-by-dos", "the DOS directory bit is set", entry -> entry.external = 0x10);
        zip(
                "other-order",
                "the directory has another order than the files",
                zip -> zip.listed.add(0, zip.listed.remove(2)));
    }

    private void end() {
        zip("disk", "the end record is on another disk", zip -> zip.disk = 1);
        zip("directory-disk", "the directory is on another disk", zip -> zip.directoryDisk = 1);
        zip("count-here", "the counts differ", zip -> zip.countHere--);
        zip("count-less", "the directory has more files than are counted", zip -> {
            zip.countHere--;
            zip.count--;
        });
        zip("count-more", "the directory has fewer files than are counted", zip -> {
            zip.countHere++;
            zip.count++;
        });
        zip("count-65535", "a count of 65,535 without zip64", zip -> {
            zip.countHere = 0xFFFF;
            zip.count = 0xFFFF;
        });
        zip("directory-size-less", "the directory is longer than it says", zip -> zip.directorySizeMore = -1);
        zip("directory-size-more", "the directory is shorter than it says", zip -> zip.directorySizeMore = 1);
        zip("directory-offset-less", "the directory begins later", zip -> zip.directoryOffsetMore = -1);
        zip("directory-offset-more", "the directory begins earlier", zip -> zip.directoryOffsetMore = 1);
        zip("zip64-without-need", "zip64 end records where every value fits", zip -> zip.zip64 = true);
    }

    private void whole() {
        byte[] sound = RawZip.of(files).write();
        kit.bundle("zip-empty-file", "no byte at all", new byte[0]).unreadable();
        kit.bundle("zip-text", "no zip", Draft.utf8("hello\n")).unreadable();
        kit.bundle("zip-last-byte-cut", "the last byte is missing", Arrays.copyOf(sound, sound.length - 1))
                .unreadable();
        kit.bundle("zip-half", "the second half is missing", Arrays.copyOf(sound, sound.length / 2))
                .unreadable();
        kit.bundle("zip-first-byte-cut", "the first byte is missing", Arrays.copyOfRange(sound, 1, sound.length))
                .unreadable();
        kit.bundle("zip-of-nothing", "a zip without files", new RawZip().write())
                .unreadable();
        Map<String, byte[]> bare = new LinkedHashMap<>(files);
        bare.remove("manifest.json");
        kit.bundle("zip-without-manifest", "no manifest.json", RawZip.of(bare).write())
                .unreadable();
        kit.again("zip-that-is-not-there", "no such file", "bundles/nothing.zip")
                .unreadable();
    }

    /// The layout is right, what is inside is not.
    private void contents() {
        byte[] changed = Draft.bytes(Draft.plain().close().text("lines.jsonl").replaceFirst("A Nurse", "B Nurse"));
        String twice = "leaves";
        RawZip doubled = RawZip.of(files);
        doubled.add(twice, files.getOrDefault(twice, new byte[0]));
        kit.bundle("zip-name-twice", "one name twice in the directory", doubled.write())
                .finds("superfluous-entry");
        finds(
                "crc-of-lines",
                "lines.jsonl",
                "the CRC is not that of the content",
                entry -> {
                    entry.crc++;
                    entry.central.crc++;
                },
                "malformed-entry");
        finds(
                "length-of-lines",
                "lines.jsonl",
                "the length is not that of the content",
                entry -> {
                    entry.size++;
                    entry.central.size++;
                },
                "malformed-entry");
        finds(
                "length-of-lines-less",
                "lines.jsonl",
                "the content is longer than its length: the last line breaks off",
                entry -> {
                    entry.size--;
                    entry.central.size--;
                },
                "malformed-entry",
                "unreadable-line@11",
                "changed-line@11");
        finds(
                "crc-of-lines-that-were-changed",
                "lines.jsonl",
                "the content is another one than that of the CRC, and is judged all the same",
                entry -> entry.packedAs(FixedDeflate.of(changed)),
                "malformed-entry",
                "changed-line@0");
        finds(
                "crc-of-leaves",
                "leaves",
                "the CRC is not that of the content",
                entry -> {
                    entry.crc++;
                    entry.central.crc++;
                },
                "malformed-entry");
        finds(
                "crc-of-protocol",
                "protocols/1.yaml",
                "the CRC is not that of the content",
                entry -> {
                    entry.crc++;
                    entry.central.crc++;
                },
                "malformed-entry");
        finds(
                "bytes-behind-the-deflated",
                "lines.jsonl",
                "bytes are left over behind the deflate data",
                entry -> entry.packedAs(Arrays.copyOf(entry.data, entry.data.length + 3)),
                "malformed-entry");
        finds(
                "bytes-behind-the-deflated-protocol",
                "protocols/1.yaml",
                "bytes are left over behind the deflate data",
                entry -> entry.packedAs(Arrays.copyOf(entry.data, entry.data.length + 3)),
                "malformed-entry");
        finds(
                "deflate-without-end",
                "lines.jsonl",
                "all lines are there, but the data do not end",
                entry -> entry.packedAs(FixedDeflate.withoutEnd(files.getOrDefault("lines.jsonl", new byte[0]))),
                "damaged-data@12");
    }

    private void finds(String name, String file, String why, Consumer<RawZip.Entry> change, String... codes) {
        RawZip zip = RawZip.of(files);
        change.accept(zip.entry(file));
        kit.bundle("zip-" + name, why, zip.write()).finds(codes);
    }
}
