package org.trialbook.standalone;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.view.projection.Picture;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.ProjectionGroup;
import org.trialbook.view.projection.StoredView;
import org.trialbook.view.projection.StoredViews;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.ViewPlace;

/// A group's views in a file, for the next start: written now and then and at the end, sealed under the blinding
/// key, so that the file tells nobody anything and nobody can change it.
///
/// A file that does not open is left out: then the views are folded from the record, which is what they are in any
/// case. The same happens when the record at hand is not the one that they were folded from.
final class SealedViews implements ViewPlace.Stored {
    private static final Logger LOG = LoggerFactory.getLogger(SealedViews.class);
    private static final int FORMAT = 2;
    /// Folding so many events again takes a moment.
    private static final long EVENTS_BETWEEN = 16_384;

    private final Path file;
    private final BlindingKey key;
    private final ProjectionGroup group;
    private final TrialRecord record;
    private long kept;

    private SealedViews(Path file, BlindingKey key, ProjectionGroup group, TrialRecord record) {
        this.file = file;
        this.key = key;
        this.group = group;
        this.record = record;
    }

    static ViewPlace in(Path file, BlindingKey key) {
        return (group, record) -> new SealedViews(file, key, group, record);
    }

    @Override
    public synchronized Optional<StoredViews> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(SealedChunks.reader(file, key))) {
            Optional<StoredViews> read = read(in);
            kept = read.map(StoredViews::size).orElse(0L);
            return read;
        } catch (IOException | UnopenableException e) {
            LOG.warn("The views in {} are folded anew: they cannot be read ({})", file.getFileName(), e.toString());
            return Optional.empty();
        }
    }

    private Optional<StoredViews> read(DataInputStream in) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IOException("views of another format");
        }
        boolean ours = in.readUTF().equals(group.key());
        long size = in.readLong();
        String last = in.readUTF();
        Map<String, List<StoredView>> views = new HashMap<>();
        for (int projections = in.readInt(); projections > 0; projections--) {
            List<StoredView> each = new ArrayList<>();
            views.put(in.readUTF(), each);
            for (int left = in.readInt(); left > 0; left--) {
                String id = in.readUTF();
                long position = in.readLong();
                byte[] json = new byte[in.readInt()];
                in.readFully(json);
                each.add(new StoredView(id, position, new String(json, StandardCharsets.UTF_8)));
            }
        }
        return ours ? Optional.of(new StoredViews(size, last, size, last, views)) : Optional.empty();
    }

    @Override
    public void keep(Picture picture) {
        if (picture.size() - kept >= EVENTS_BETWEEN) {
            write(picture);
        }
    }

    @Override
    public void end(Picture picture) {
        if (picture.size() != kept) {
            write(picture);
        }
    }

    private synchronized void write(Picture picture) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (DataOutputStream out = new DataOutputStream(SealedChunks.writer(unfinished, key))) {
                out.writeInt(FORMAT);
                out.writeUTF(group.key());
                out.writeLong(picture.size());
                out.writeUTF(
                        picture.size() == 0
                                ? ""
                                : record.leafHash(picture.size() - 1).base64());
                out.writeInt(group.kept().size());
                for (Projection<?> projection : group.kept()) {
                    write(out, projection, picture);
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept = picture.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Projection<?> projection, Picture picture) throws IOException {
        out.writeUTF(projection.name());
        out.writeInt(picture.all(projection).size());
        for (Iterator<StoredView> views = picture.changed(projection, 0).iterator(); views.hasNext(); ) {
            StoredView view = views.next();
            byte[] json = view.view().getBytes(StandardCharsets.UTF_8);
            out.writeUTF(view.id());
            out.writeLong(view.position());
            out.writeInt(json.length);
            out.write(json);
        }
    }
}
