package org.trialbook.media.dicom;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Names, each once, in the file's order; so many as a person can use.
final class FoundNames {

    private static final int MOST = 500;

    private final Set<String> names = new LinkedHashSet<>();

    void add(String name) {
        if (names.size() < MOST) {
            names.add(name);
        } else {
            names.add("and more");
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
