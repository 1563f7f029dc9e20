package org.trialbook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.store.StoreInUseException;

/// Where a demo keeps all that it has. Nothing else is ever deleted: neither a directory with something in it that is
/// no demo's, nor one that a process is using.
final class DemoDirectory {

    private static final Set<String> CONTENT =
            Set.of("log", "media", "sign-outs", "views", "keys", "demo", "bundle.zip");

    private DemoDirectory() {}

    /// Deletes the directory and everything in it, if it is there; says why where it does not.
    ///
    /// @return false when it is still there
    static boolean deleted(Path directory) {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try {
            if (!isDemo(directory)) {
                System.err.println(directory + " is not deleted: it is not, or not only, a demo's directory");
                return false;
            }
            // Whoever has the log open holds its lock.
            PlainFiles.log(directory).close();
            delete(directory);
            return true;
        } catch (StoreInUseException e) {
            System.err.println(e.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDemo(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(directory.resolve("demo").resolve(DemoIdentity.FILE))) {
            return false;
        }
        try (Stream<Path> content = Files.list(directory)) {
            return content.allMatch(
                    path -> CONTENT.contains(path.getFileName().toString()) && !Files.isSymbolicLink(path));
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
