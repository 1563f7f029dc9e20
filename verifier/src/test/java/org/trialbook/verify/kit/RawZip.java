package org.trialbook.verify.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A zip as section 5 asks for, of which every single value can be made another one before it is written.
final class RawZip {

    static final int DESCRIPTOR = 1 << 3;
    static final int UTF8 = 1 << 11;

    final List<Entry> entries = new ArrayList<>();

    /// What the directory lists, in its order.
    final List<Entry> listed = new ArrayList<>();

    byte[] front = {};
    byte[] beforeDirectory = {};
    byte[] beforeEnd = {};
    byte[] comment = {};
    byte[] behind = {};
    int endSignature = 0x06054b50;
    int disk;
    int directoryDisk;
    int countHere;
    int count;
    long directorySizeMore;
    long directoryOffsetMore;
    boolean zip64;

    @Nullable
    Integer commentLength;

    /// One of the two headers.
    static final class Header {
        int signature;
        int flags = DESCRIPTOR | UTF8;
        int method = 8;
        int crc;
        long packed;
        long size;
        byte[] name = {};
        byte[] extra = {};
    }

    /// One file.
    static final class Entry {
        final Header local = new Header();
        final Header central = new Header();
        byte[] data = {};
        byte[] gapBehind = {};
        byte[] note = {};
        int startDisk;
        int external;
        int descriptorSignature = 0x08074b50;
        boolean descriptorSigned = true;
        boolean descriptorLong;
        boolean described = true;
        int crc;
        long packed;
        long size;
        long offsetMore;
        private long offset;

        void both(java.util.function.Consumer<Header> change) {
            change.accept(local);
            change.accept(central);
        }

        /// Stored as it is, without a descriptor.
        void store(byte[] content) {
            data = content;
            described = false;
            both(header -> {
                header.method = 0;
                header.flags = UTF8;
            });
            packed = content.length;
            fill(local);
            fill(central);
        }

        /// Deflated, with the values in front and no descriptor.
        void withoutDescriptor() {
            described = false;
            both(header -> header.flags = UTF8);
            fill(local);
        }

        void packedAs(byte[] deflated) {
            data = deflated;
            packed = deflated.length;
            central.packed = deflated.length;
        }

        void fill(Header header) {
            header.crc = crc;
            header.packed = packed;
            header.size = size;
        }
    }

    static RawZip of(Map<String, byte[]> files) {
        RawZip zip = new RawZip();
        files.forEach((name, content) -> zip.add(name, content));
        return zip;
    }

    Entry add(String name, byte[] content) {
        Entry entry = new Entry();
        entry.local.signature = 0x04034b50;
        entry.central.signature = 0x02014b50;
        entry.both(header -> header.name = name.getBytes(StandardCharsets.UTF_8));
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.crc = (int) crc.getValue();
        entry.size = content.length;
        entry.data = FixedDeflate.of(content);
        entry.packed = entry.data.length;
        entry.fill(entry.central);
        entries.add(entry);
        listed.add(entry);
        countHere++;
        count++;
        return entry;
    }

    Entry entry(String name) {
        return entries.stream()
                .filter(entry -> new String(entry.local.name, StandardCharsets.UTF_8).equals(name))
                .findFirst()
                .orElseThrow();
    }

    byte[] write() {
        Bytes out = new Bytes();
        out.raw(front);
        for (Entry entry : entries) {
            entry.offset = out.size();
            Header local = entry.local;
            out.four(local.signature)
                    .two(20)
                    .two(local.flags)
                    .two(local.method)
                    .two(0)
                    .two(33);
            out.four(local.crc)
                    .four(local.packed)
                    .four(local.size)
                    .two(local.name.length)
                    .two(local.extra.length);
            out.raw(local.name).raw(local.extra).raw(entry.data);
            if (entry.described) {
                describe(entry, out);
            }
            out.raw(entry.gapBehind);
        }
        out.raw(beforeDirectory);
        long directory = out.size();
        for (Entry entry : listed) {
            Header central = entry.central;
            out.four(central.signature)
                    .two(20)
                    .two(20)
                    .two(central.flags)
                    .two(central.method)
                    .two(0)
                    .two(33);
            out.four(central.crc).four(central.packed).four(central.size);
            out.two(central.name.length)
                    .two(central.extra.length)
                    .two(entry.note.length)
                    .two(entry.startDisk);
            out.two(0).four(entry.external).four(entry.offset + entry.offsetMore);
            out.raw(central.name).raw(central.extra).raw(entry.note);
        }
        long size = out.size() - directory;
        out.raw(beforeEnd);
        if (zip64) {
            long end = out.size();
            out.four(0x06064b50)
                    .eight(44)
                    .two(45)
                    .two(45)
                    .four(0)
                    .four(0)
                    .eight(count)
                    .eight(count);
            out.eight(size).eight(directory).four(0x07064b50).four(0).eight(end).four(1);
        }
        out.four(endSignature).two(disk).two(directoryDisk).two(countHere).two(count);
        out.four(size + directorySizeMore).four(directory + directoryOffsetMore);
        out.two(commentLength == null ? comment.length : commentLength)
                .raw(comment)
                .raw(behind);
        return out.toByteArray();
    }

    private static void describe(Entry entry, Bytes out) {
        if (entry.descriptorSigned) {
            out.four(entry.descriptorSignature);
        }
        out.four(entry.crc);
        if (entry.descriptorLong) {
            out.eight(entry.packed).eight(entry.size);
        } else {
            out.four(entry.packed).four(entry.size);
        }
    }

    /// Little-endian.
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes two(int value) {
            return number(value, 2);
        }

        Bytes four(long value) {
            return number(value, 4);
        }

        Bytes eight(long value) {
            return number(value, 8);
        }

        Bytes raw(byte[] bytes) {
            writeBytes(bytes);
            return this;
        }

        private Bytes number(long value, int width) {
            byte[] bytes = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array();
            write(bytes, 0, width);
            return this;
        }
    }
}
