package org.trialbook.media;

import java.util.List;
import java.util.Optional;

/// What the gateway says of a file.
public sealed interface MediaVerdict {

    record Taken(MediaFormat format) implements MediaVerdict {}

    /// @param found what the file says beside the recording: names of places, never values
    record Identifying(MediaFormat format, List<String> found) implements MediaVerdict {
        public Identifying {
            found = List.copyOf(found);
        }
    }

    /// @param why half a sentence, such as "the file has no end"
    record Malformed(MediaFormat format, String why) implements MediaVerdict {}

    /// @param nearly why it is nearly of a format, and what to do about it
    record Unknown(Optional<String> nearly) implements MediaVerdict {}
}
