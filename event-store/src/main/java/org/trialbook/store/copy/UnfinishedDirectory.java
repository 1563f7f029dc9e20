package org.trialbook.store.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.Directories;

/// A directory that is made beside its place and moved there when it is whole. Until then only its owner may look.
public final class UnfinishedDirectory implements AutoCloseable {
    private final Path place;
    private final Path parent;
    private final Path aside;

    private UnfinishedDirectory(Path place, Path parent) throws IOException {
        this.place = place;
        this.parent = parent;
        this.aside = Files.createTempDirectory(parent, place.getFileName() + ".unfinished-");
    }

    /// @throws UnusableDirectoryException when something is there already, or nothing can be made there
    public static UnfinishedDirectory beside(Path place) throws IOException {
        Path absolute = place.toAbsolutePath().normalize();
        @Nullable Path parent = absolute.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UnusableDirectoryException(place, "cannot be made: there is no directory to make it in");
        }
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !isEmptyDirectory(absolute)) {
            throw new UnusableDirectoryException(place, "holds something already, and is left as it is");
        }
        return new UnfinishedDirectory(absolute, parent);
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        }
    }

    public Path path() {
        return aside;
    }

    /// @throws IOException when something came to its place meanwhile
    public void finish() throws IOException {
        finish(aside);
    }

    /// Moves one directory of it to the place; the rest of it goes.
    ///
    /// @param part below [#path]
    /// @throws IOException when something came to the place meanwhile
    public void finish(Path part) throws IOException {
        Directories.force(part);
        // An empty one makes room; one that is not empty any more is not deleted.
        Files.deleteIfExists(place);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(parent);
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(aside)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(aside)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
