package org.trialbook.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Checkpoints in a file: a record for each note, and one for each change of the cosignatures below it, which tells
/// them all. In memory is where the newest record of each size begins: a log that is signed every minute has half a
/// million of them in a year, of several hundred bytes each.
final class FileCheckpointStore implements CheckpointStore, AutoCloseable {
    private final AppendedFile file;
    /// Ascending, and beside each where its record begins.
    private long[] sizes = new long[256];

    private long[] places = new long[256];
    private int count;

    FileCheckpointStore(LogDirectory disk, String name) {
        this.file =
                new AppendedFile(disk, name, (at, record) -> place(parse(record).size(), at));
    }

    private void place(long size, long at) {
        int found = Arrays.binarySearch(sizes, 0, count, size);
        if (found >= 0) {
            places[found] = at;
            return;
        }
        if (count == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        int next = -found - 1;
        System.arraycopy(sizes, next, sizes, next + 1, count - next);
        System.arraycopy(places, next, places, next + 1, count - next);
        sizes[next] = size;
        places[next] = at;
        count++;
    }

    @Override
    public synchronized List<Kept> newest(int most) {
        List<Kept> newest = new ArrayList<>();
        for (int i = count - 1; i >= 0 && newest.size() < most; i--) {
            newest.add(parse(file.read(places[i])));
        }
        return newest;
    }

    @Override
    public synchronized Optional<Kept> at(long size) {
        int found = Arrays.binarySearch(sizes, 0, count, size);
        return found < 0 ? Optional.empty() : Optional.of(parse(file.read(places[found])));
    }

    @Override
    public synchronized void add(long size, byte[] note) {
        if (Arrays.binarySearch(sizes, 0, count, size) < 0) {
            keep(new Kept(size, note.clone(), List.of()));
        }
    }

    @Override
    public synchronized void addCosignatures(long size, List<String> lines) {
        at(size).ifPresent(before -> {
            List<String> all = new ArrayList<>(before.cosignatures());
            lines.stream().filter(line -> !all.contains(line)).forEach(all::add);
            change(before, all);
        });
    }

    @Override
    public synchronized void removeCosignatures(long size, List<String> lines) {
        at(size).ifPresent(before -> {
            List<String> left = new ArrayList<>(before.cosignatures());
            left.removeAll(lines);
            change(before, left);
        });
    }

    private void change(Kept before, List<String> cosignatures) {
        if (!cosignatures.equals(before.cosignatures())) {
            keep(new Kept(before.size(), before.note(), List.copyOf(cosignatures)));
        }
    }

    private void keep(Kept changed) {
        place(changed.size(), file.add(format(changed)));
    }

    static byte[] format(Kept kept) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(kept.size());
            out.writeInt(kept.note().length);
            out.write(kept.note());
            for (String line : kept.cosignatures()) {
                out.writeUTF(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Kept parse(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            long size = in.readLong();
            byte[] note = in.readNBytes(in.readInt());
            List<String> cosignatures = new ArrayList<>();
            while (in.available() > 0) {
                cosignatures.add(in.readUTF());
            }
            return new Kept(size, note, cosignatures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
