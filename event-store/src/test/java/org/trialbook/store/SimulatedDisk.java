package org.trialbook.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A disk that remembers what was not forced yet: what would be left after a power cut can be had at any time, and
/// writing can be made to fail.
///
/// After the cut, each sector of each write since the last force is there or is not, each by chance, and so is a
/// file's new size. Names come into being in the order in which they were given, up to some point: a file system
/// keeps a journal of them. When forcing it fails, the journal is not lost.
final class SimulatedDisk implements LogDirectory {
    /// What is read, by name.
    private final Map<String, SimulatedFile> files = new TreeMap<>();
    /// Which names are on the disk for sure.
    private final Map<String, SimulatedFile> forced = new TreeMap<>();
    private final List<Naming> sinceForced = new ArrayList<>();
    private BooleanSupplier writesFail = () -> false;
    private BooleanSupplier forcesFail = () -> false;
    private BooleanSupplier full = () -> false;

    /// One file is given a name, and loses the one that it had.
    private record Naming(@Nullable String before, String name, SimulatedFile file) {
        void in(Map<String, SimulatedFile> names) {
            if (before != null) {
                names.remove(before);
            }
            names.put(name, file);
        }
    }

    /// No write takes more than its first sector, and no file is made.
    synchronized void failWrites(BooleanSupplier when) {
        writesFail = when;
    }

    synchronized void failForces(BooleanSupplier when) {
        forcesFail = when;
    }

    /// No file grows by more than a sector, and none is made.
    synchronized void failGrowth(BooleanSupplier when) {
        full = when;
    }

    /// The disk that a power cut at this moment would leave: it has not failed yet.
    ///
    /// @param kept whether the next thing is still there that was not forced
    synchronized SimulatedDisk afterACut(BooleanSupplier kept) {
        Map<String, SimulatedFile> names = new TreeMap<>(forced);
        for (Naming naming : sinceForced) {
            if (!kept.getAsBoolean()) {
                break;
            }
            naming.in(names);
        }
        SimulatedDisk left = new SimulatedDisk();
        names.forEach((name, file) -> left.files.put(name, new SimulatedFile(left, file.afterACut(kept))));
        left.forced.putAll(left.files);
        return left;
    }

    /// The bytes of a file as they would be read now.
    synchronized byte[] bytes(String name) {
        return contents(name).bytes();
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized LogFile open(String name) {
        return contents(name);
    }

    @Override
    public synchronized LogFile create(String name) throws IOException {
        requireSpace(true);
        SimulatedFile file = new SimulatedFile(this, new byte[0]);
        name(new Naming(null, name, file));
        return file;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        if (writesFail.getAsBoolean()) {
            throw new IOException("Input/output error");
        }
        name(new Naming(from, to, contents(from)));
    }

    private void name(Naming naming) {
        naming.in(files);
        sinceForced.add(naming);
    }

    @Override
    public synchronized void force() throws IOException {
        requireForcing();
        sinceForced.forEach(naming -> naming.in(forced));
        sinceForced.clear();
    }

    /// @param growing whether a file grows, or there is one more
    void requireSpace(boolean growing) throws IOException {
        if (writesFail.getAsBoolean() || (growing && full.getAsBoolean())) {
            throw new IOException("No space left on device");
        }
    }

    void requireForcing() throws IOException {
        if (forcesFail.getAsBoolean()) {
            throw new IOException("Input/output error");
        }
    }

    private SimulatedFile contents(String name) {
        SimulatedFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return file;
    }

    @Override
    public String toString() {
        return "the simulated disk";
    }
}
