package org.trialbook.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes a file anew, so that the gateway takes it, and never touches the original.
public interface MediaCleaner {

    /// @param removed what is not in the new file or has another value there: names of fields, never values
    /// @param lookAt what no program can decide, such as words in the picture: sentences for a person
    record Cleaned(List<String> removed, List<String> lookAt) {
        public Cleaned {
            removed = List.copyOf(removed);
            lookAt = List.copyOf(lookAt);
        }
    }

    /// Whether this one can make something of the file, also where the gateway would not even recognise it.
    boolean cleans(Path file) throws IOException;

    /// @param clean does not exist yet
    /// @param secret the site's; what is replaced (UIDs, dates) is replaced under it, alike in every file
    /// @throws MalformedMediaException when nothing can be made of the file
    Cleaned clean(Path original, Path clean, SiteSecret secret) throws IOException, MalformedMediaException;
}
