package org.trialbook.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Checkpoints in a file, and in memory what stands there: a record for each note, and one for each change of the
/// cosignatures below it, which tells them all.
final class FileCheckpointStore implements CheckpointStore, AutoCloseable {
    private final AppendedFile file;
    private final NavigableMap<Long, Kept> kept = new TreeMap<>();

    FileCheckpointStore(LogDirectory disk, String name) {
        this.file = new AppendedFile(disk, name);
        for (byte[] record : this.file.records()) {
            Kept read = parse(record);
            kept.put(read.size(), read);
        }
    }

    @Override
    public synchronized List<Kept> newest(int count) {
        return kept.descendingMap().values().stream().limit(count).toList();
    }

    @Override
    public synchronized Optional<Kept> at(long size) {
        return Optional.ofNullable(kept.get(size));
    }

    @Override
    public synchronized void add(long size, byte[] note) {
        if (!kept.containsKey(size)) {
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
        file.add(format(changed));
        kept.put(changed.size(), changed);
    }

    private static byte[] format(Kept kept) {
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
