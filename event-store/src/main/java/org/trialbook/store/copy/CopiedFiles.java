package org.trialbook.store.copy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.Directories;

/// A directory of files, copied with who may read them. What a process is just writing under a name of its own,
/// to give it its right one afterwards, is left out.
public final class CopiedFiles extends SimpleFileVisitor<Path> {
    /// How such a file is called until it is whole.
    private static final String UNFINISHED = ".new";

    private final Path from;
    private final Path to;
    private int files;

    private CopiedFiles(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /// Copies to a directory that is not there yet, and forces the copies to the disk.
    ///
    /// @return how many files there were
    public static int copy(Path from, Path to) throws IOException {
        CopiedFiles copying = new CopiedFiles(from, to);
        Files.walkFileTree(from, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, copying);
        return copying.files;
    }

    /// Gives a file or directory the mode of another, where there are modes.
    public static void likewise(Path from, Path to) throws IOException {
        if (from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private Path copyOf(Path path) {
        return to.resolve(from.relativize(path).toString());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Files.createDirectory(copyOf(directory));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.getFileName().toString().endsWith(UNFINISHED)) {
            return FileVisitResult.CONTINUE;
        }
        Path copy = copyOf(file);
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Directories.force(copy);
        files++;
        return FileVisitResult.CONTINUE;
    }

    /// One that had its unfinished name when the directory was read has another one now.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.getFileName().toString().endsWith(UNFINISHED)) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    /// Only now: a directory may be one that nobody may write to.
    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        likewise(directory, copyOf(directory));
        Directories.force(copyOf(directory));
        return FileVisitResult.CONTINUE;
    }
}
