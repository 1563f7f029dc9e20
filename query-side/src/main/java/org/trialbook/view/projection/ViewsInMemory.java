package org.trialbook.view.projection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Live views that end with their process, unless it writes them down for the next.
public final class ViewsInMemory implements ViewStore {
    private static final int FORMAT = 1;

    private final Map<String, Map<String, Stored>> collections = new HashMap<>();
    private final Map<String, Progress> progress = new HashMap<>();
    /// The groups that this process serves: views of an earlier release's are not handed on.
    private final Set<String> served = new HashSet<>();
    private long editions;

    @Override
    public synchronized Progress progress(String group) {
        served.add(group);
        return progress.getOrDefault(group, Progress.NONE);
    }

    @Override
    public synchronized boolean advance(String group, Progress reached) {
        Progress before = progress(group);
        boolean further = before.edition().equals(reached.edition()) && before.size() < reached.size();
        if (further) {
            progress.put(group, reached);
        }
        return further;
    }

    @Override
    public synchronized boolean renew(String group, Progress old) {
        boolean same = progress(group).edition().equals(old.edition());
        if (same) {
            progress.put(group, new Progress(Long.toString(++editions), 0, ""));
        }
        return same;
    }

    @Override
    public synchronized List<Stored> all(String collection) {
        return new ArrayList<>(views(collection).values());
    }

    @Override
    public synchronized @Nullable Stored one(String collection, String id) {
        return views(collection).get(id);
    }

    @Override
    public synchronized Map<String, Stored> some(String collection, Collection<String> ids) {
        Map<String, Stored> some = new HashMap<>(views(collection));
        some.keySet().retainAll(ids);
        return some;
    }

    @Override
    public synchronized void write(String collection, Collection<Stored> changed) {
        Map<String, Stored> views = collections.computeIfAbsent(collection, name -> new TreeMap<>());
        for (Stored view : changed) {
            views.merge(view.id(), view, (before, after) -> after.position() > before.position() ? after : before);
        }
    }

    @Override
    public synchronized void drop(String collection) {
        collections.remove(collection);
    }

    /// How many events of the record are in the views that have come furthest.
    public synchronized long size() {
        return progress.values().stream().mapToLong(Progress::size).max().orElse(0);
    }

    /// Writes down all views and how far each group of them has come. Nobody waits meanwhile.
    public void writeTo(DataOutput out) throws IOException {
        Map<String, Progress> kept;
        Map<String, List<Stored>> views = new TreeMap<>();
        long edition;
        synchronized (this) {
            edition = editions;
            kept = new TreeMap<>(progress);
            kept.keySet().retainAll(served);
            collections.forEach((name, each) -> views.put(name, List.copyOf(each.values())));
        }
        views.keySet().removeIf(name -> kept.values().stream().noneMatch(of -> name.endsWith("-" + of.edition())));
        out.writeInt(FORMAT);
        out.writeLong(edition);
        out.writeInt(kept.size());
        for (Map.Entry<String, Progress> group : kept.entrySet()) {
            out.writeUTF(group.getKey());
            out.writeUTF(group.getValue().edition());
            out.writeLong(group.getValue().size());
            out.writeUTF(group.getValue().last());
        }
        out.writeInt(views.size());
        for (Map.Entry<String, List<Stored>> collection : views.entrySet()) {
            out.writeUTF(collection.getKey());
            out.writeInt(collection.getValue().size());
            for (Stored view : collection.getValue()) {
                byte[] json = view.view().getBytes(StandardCharsets.UTF_8);
                out.writeUTF(view.id());
                out.writeLong(view.position());
                out.writeInt(json.length);
                out.write(json);
            }
        }
    }

    /// What was written down. Whether it is of the record at hand, those who go on with it find out.
    ///
    /// @throws IOException when it is of another format, or does not end
    public static ViewsInMemory read(DataInput in) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IOException("views of another format");
        }
        ViewsInMemory read = new ViewsInMemory();
        read.editions = in.readLong();
        for (int groups = in.readInt(); groups > 0; groups--) {
            read.progress.put(in.readUTF(), new Progress(in.readUTF(), in.readLong(), in.readUTF()));
        }
        for (int count = in.readInt(); count > 0; count--) {
            Map<String, Stored> views = new TreeMap<>();
            read.collections.put(in.readUTF(), views);
            for (int left = in.readInt(); left > 0; left--) {
                String id = in.readUTF();
                long position = in.readLong();
                byte[] json = new byte[in.readInt()];
                in.readFully(json);
                views.put(id, new Stored(id, position, new String(json, StandardCharsets.UTF_8)));
            }
        }
        return read;
    }

    private Map<String, Stored> views(String collection) {
        return collections.getOrDefault(collection, Map.of());
    }
}
