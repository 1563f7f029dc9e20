package org.trialbook.carryover;

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
final class UnfinishedDirectory implements AutoCloseable {
    private final Path place;
    private final Path parent;
    private final Path aside;
    private boolean finished;

    private UnfinishedDirectory(Path place, Path parent) throws IOException {
        this.place = place;
        this.parent = parent;
        this.aside = Files.createTempDirectory(parent, place.getFileName() + ".unfinished-");
    }

    /// @throws UnusableDirectoryException when something is there already, or nothing can be made there
    static UnfinishedDirectory beside(Path place) throws IOException {
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

    Path path() {
        return aside;
    }

    /// @throws IOException when something came to its place meanwhile
    void finish() throws IOException {
        Directories.force(aside);
        // An empty one makes room; one that is not empty any more is not deleted.
        Files.deleteIfExists(place);
        Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
        Directories.force(parent);
    }

    @Override
    public void close() throws IOException {
        if (finished) {
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
