package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which files answer an item. They are of the formats that are looked into before they are taken in, and nothing
/// else.
///
/// @param atMost MiB; null for [#USUAL]
@InFile("what files are taken")
public record AcceptedFiles(
        @InFile("formats that are taken") List<Format> types,

        @InFile(value = "how large a file may be, in MiB, 1 to 64; 16 where it is not said", optional = true)
        @JsonProperty("at-most")
        @Nullable
        Integer atMost) {

    static final int USUAL = 16;
    static final int MOST = 64;

    /// One of the formats.
    public enum Format {
        @JsonProperty("pdf")
        PDF("application/pdf"),
        @JsonProperty("png")
        PNG("image/png"),
        @JsonProperty("dicom")
        DICOM("application/dicom"),
        @JsonProperty("annotated-ecg")
        ANNOTATED_ECG("application/xml");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        /// As files of it are stored, such as `image/png`.
        public String contentType() {
            return contentType;
        }

        public static Optional<Format> of(String contentType) {
            return Stream.of(values())
                    .filter(format -> format.contentType.equals(contentType))
                    .findFirst();
        }
    }

    public boolean takes(String contentType) {
        return types.stream().anyMatch(format -> format.contentType().equals(contentType));
    }

    /// How large a file may be, in bytes.
    public long mostBytes() {
        return (atMost == null ? USUAL : atMost) * 1024L * 1024L;
    }
}
