package org.trialbook.media.dicom;

import org.jspecify.annotations.Nullable;

/// An element as it stands in a file.
///
/// @param stated the value representation that the file states; empty where it does not
/// @param attribute null when the standard does not know it
record DicomElement(int tag, String stated, @Nullable DicomAttribute attribute) {

    int group() {
        return tag >>> 16;
    }

    boolean isPrivate() {
        return group() % 2 == 1;
    }

    /// Whether the file says of the value what the standard says of it. What is stated as unknown is bytes in the
    /// standard's own form (PS3.5, 6.2.2).
    boolean asTheStandardSays() {
        return attribute != null
                && (stated.isEmpty()
                        || stated.equals("UN")
                        || attribute.representations().contains(stated));
    }

    /// The representation to read the value in.
    String representation() {
        if (!stated.isEmpty() && !stated.equals("UN")) {
            return stated;
        }
        return attribute == null ? "UN" : attribute.representations().getFirst();
    }

    String named() {
        if (attribute != null) {
            return attribute.named();
        }
        return (isPrivate() ? "private element " : "unknown element ") + DicomAttribute.place(tag);
    }
}
