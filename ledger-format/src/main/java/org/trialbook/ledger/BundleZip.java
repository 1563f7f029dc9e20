package org.trialbook.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.ZipException;

/// The zip around a bundle. It opens only if its whole layout is as docs/format.md says in section 5, so that no two
/// readers can see different files in it.
public final class BundleZip implements Closeable {

    private final Path path;
    private final FileChannel zip;
    private final List<ZippedFile> files;

    private BundleZip(Path path, FileChannel zip, List<ZippedFile> files) {
        this.path = path;
        this.zip = zip;
        this.files = List.copyOf(files);
    }

    /// Opens a bundle.
    ///
    /// @throws UnreadableBundleException if there is no file, it can't be read, or it is no bundle
    public static BundleZip open(Path path) throws UnreadableBundleException {
        try {
            FileChannel zip = FileChannel.open(path, StandardOpenOption.READ);
            try {
                BundleZip bundle = new BundleZip(path, zip, ZipLayout.of(zip));
                if (bundle.files.stream().noneMatch(file -> file.name().equals(BundleEntries.MANIFEST))) {
                    throw new ZipException("it has no " + BundleEntries.MANIFEST);
                }
                return bundle;
            } catch (IOException | RuntimeException unreadable) {
                zip.close();
                throw unreadable;
            }
        } catch (NoSuchFileException missing) {
            throw new UnreadableBundleException("there is no file " + path, missing);
        } catch (ZipException other) {
            throw new UnreadableBundleException(path + " is no bundle: " + other.getMessage(), other);
        } catch (IOException unreadable) {
            throw new UnreadableBundleException(path + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /// The content of a file, the first one of that name. The last read throws an exception if the content is not what
    /// the zip says of it.
    ///
    /// @throws IOException if there is no such file
    public InputStream read(String name) throws IOException {
        for (ZippedFile file : files) {
            if (file.name().equals(name)) {
                return read(file);
            }
        }
        throw new IOException(name + " is missing in " + path);
    }

    /// All files in the order in which they stand; a name may stand there twice.
    List<ZippedFile> files() {
        return files;
    }

    /// The names of all files in the order in which they stand; one may stand there twice.
    public List<String> names() {
        return files.stream().map(ZippedFile::name).toList();
    }

    InputStream read(ZippedFile file) {
        return new ZippedContent(zip, file);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
