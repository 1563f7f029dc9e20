package org.trialbook.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// A zip written byte by byte, which remembers where each of its fields stands. One file may have a hole of any
/// size in the place of its data.
final class HandMadeZip {

    private static final long FULL = 0xFFFF_FFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TreeMap<Integer, String> fields = new TreeMap<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private int holeAt;
    private long hole;

    private record Entry(
            String name, boolean described, int method, long crc, long packed, long size, boolean timed, long offset) {}

    /// A file without a descriptor, one with, and one that earlier releases could have written.
    static HandMadeZip small() {
        HandMadeZip zip = new HandMadeZip();
        zip.add("manifest.json", 0, false, false, "{}");
        zip.add("leaves", 8, true, false, "abc");
        zip.add("key.vkey", 8, false, true, "key");
        return zip.close();
    }

    /// A file whose data are a hole, and one behind it.
    static HandMadeZip withHole(long size, boolean described) {
        HandMadeZip zip = new HandMadeZip();
        zip.hole = size;
        Entry entry = new Entry("leaves", described, described ? 8 : 0, 7, size, size, false, 0);
        zip.local(entry);
        zip.holeAt = zip.out.size();
        zip.describe(entry);
        zip.entries.add(entry);
        zip.add("manifest.json", 0, false, false, "{}");
        return zip.close();
    }

    private void add(String name, int method, boolean described, boolean timed, String content) {
        byte[] plain = content.getBytes(StandardCharsets.UTF_8);
        ByteBuffer data = ByteBuffer.allocate(plain.length + 5).order(ByteOrder.LITTLE_ENDIAN);
        if (method == 8) {
            // One stored block (RFC 1951, section 3.2.4).
            data.put((byte) 1).putShort((short) plain.length).putShort((short) ~plain.length);
        }
        data.put(plain).flip();
        CRC32 crc = new CRC32();
        crc.update(plain);
        Entry entry = new Entry(
                name, described, method, crc.getValue(), data.remaining(), plain.length, timed, out.size() + hole);
        local(entry);
        field(name + " data");
        out.write(data.array(), 0, data.limit());
        describe(entry);
        entries.add(entry);
    }

    private void local(Entry it) {
        put(it.name + " local signature", 4, 0x04034b50);
        put(it.name + " local version", 2, 20);
        put(it.name + " local flags", 2, 1 << 11 | (it.described ? 1 << 3 : 0));
        put(it.name + " local method", 2, it.method);
        put(it.name + " local time", 4, 0x00210000);
        put(it.name + " local crc", 4, it.described ? 0 : it.crc);
        put(it.name + " local packed", 4, it.described ? 0 : Math.min(it.packed, FULL));
        put(it.name + " local size", 4, it.described ? 0 : Math.min(it.size, FULL));
        put(it.name + " local name length", 2, it.name.length());
        boolean large = !it.described && it.size >= FULL;
        put(it.name + " local extra length", 2, (it.timed ? 9 : 0) + (large ? 20 : 0));
        text(it.name + " local name", it.name);
        if (large) {
            put(it.name + " local zip64", 4, 16 << 16 | 1);
            put(it.name + " local zip64 size", 8, it.size);
            put(it.name + " local zip64 packed", 8, it.packed);
        }
        time(it, "local");
    }

    private void time(Entry it, String header) {
        if (it.timed) {
            put(it.name + " " + header + " extra", 4, 5 << 16 | 0x5455);
            put(it.name + " " + header + " extra time", 5, 0x12CEA600L << 8 | 1);
        }
    }

    private void describe(Entry it) {
        if (it.described) {
            int width = it.size >= FULL ? 8 : 4;
            put(it.name + " descriptor signature", 4, 0x08074b50);
            put(it.name + " descriptor crc", 4, it.crc);
            put(it.name + " descriptor packed", width, it.packed);
            put(it.name + " descriptor size", width, it.size);
        }
    }

    private HandMadeZip close() {
        long directory = out.size() + hole;
        for (Entry it : entries) {
            central(it);
        }
        long bytes = out.size() + hole - directory;
        if (directory >= FULL) {
            longEnd(bytes, directory);
        }
        put("end signature", 4, 0x06054b50);
        put("end disk", 2, 0);
        put("end directory disk", 2, 0);
        put("end files here", 2, entries.size());
        put("end files", 2, entries.size());
        put("end bytes", 4, bytes);
        put("end offset", 4, Math.min(directory, FULL));
        put("end comment length", 2, 0);
        return this;
    }

    private void central(Entry it) {
        put(it.name + " signature", 4, 0x02014b50);
        put(it.name + " versions", 4, 20 << 16 | 20);
        put(it.name + " flags", 2, 1 << 11 | (it.described ? 1 << 3 : 0));
        put(it.name + " method", 2, it.method);
        put(it.name + " time", 4, 0x00210000);
        put(it.name + " crc", 4, it.crc);
        put(it.name + " packed", 4, Math.min(it.packed, FULL));
        put(it.name + " size", 4, Math.min(it.size, FULL));
        put(it.name + " name length", 2, it.name.length());
        int zip64 = (it.packed >= FULL ? 8 : 0) + (it.size >= FULL ? 8 : 0) + (it.offset >= FULL ? 8 : 0);
        put(it.name + " extra length", 2, (it.timed ? 9 : 0) + (zip64 > 0 ? zip64 + 4 : 0));
        put(it.name + " comment length", 2, 0);
        put(it.name + " disk", 2, 0);
        put(it.name + " internal attributes", 2, 0);
        put(it.name + " external attributes", 4, 0);
        put(it.name + " offset", 4, Math.min(it.offset, FULL));
        text(it.name + " name", it.name);
        if (zip64 > 0) {
            put(it.name + " zip64", 4, zip64 << 16 | 1);
        }
        for (long value : new long[] {it.size, it.packed, it.offset}) {
            if (value >= FULL) {
                put(it.name + " zip64 value", 8, value);
            }
        }
        time(it, "central");
    }

    private void longEnd(long bytes, long directory) {
        long at = out.size() + hole;
        put("zip64 end signature", 4, 0x06064b50);
        put("zip64 end length", 8, 44);
        put("zip64 end versions", 4, 45 << 16 | 45);
        put("zip64 end disk", 4, 0);
        put("zip64 end directory disk", 4, 0);
        put("zip64 end files here", 8, entries.size());
        put("zip64 end files", 8, entries.size());
        put("zip64 end bytes", 8, bytes);
        put("zip64 end offset", 8, directory);
        put("locator signature", 4, 0x07064b50);
        put("locator disk", 4, 0);
        put("locator offset", 8, at);
        put("locator disks", 4, 1);
    }

    private void field(String name) {
        fields.put(out.size(), name);
        places.put(name, out.size());
    }

    private void put(String name, int width, long value) {
        field(name);
        for (int i = 0; i < width; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }

    private void text(String name, String text) {
        field(name);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The whole zip, but for the hole.
    byte[] bytes() {
        return out.toByteArray();
    }

    /// The field in which a byte stands.
    String field(int at) {
        return fields.floorEntry(at).getValue();
    }

    /// Where the first byte of a field stands.
    int place(String field) {
        return Objects.requireNonNull(places.get(field), field);
    }

    /// Writes a byte of a file that was written.
    void write(FileChannel to, int at, byte value) throws IOException {
        to.write(ByteBuffer.wrap(new byte[] {value}), at < holeAt ? at : at + hole);
    }

    /// Puts the bytes around the hole.
    void write(Path file) throws IOException {
        byte[] bytes = bytes();
        try (FileChannel to = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            to.write(ByteBuffer.wrap(bytes, 0, holeAt), 0);
            to.write(ByteBuffer.wrap(bytes, holeAt, bytes.length - holeAt), holeAt + hole);
        }
    }
}
