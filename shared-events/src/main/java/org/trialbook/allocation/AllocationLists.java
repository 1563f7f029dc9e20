package org.trialbook.allocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trialbook.blinding.SecretFile;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.StudyId;

/// The prepared lists that this process was given, by the commitment to each. Without the one that the protocol commits
/// to, it allocates nobody.
///
/// @param byCommitment commitment → list
public record AllocationLists(Map<String, AllocationList> byCommitment) {

    private static final String PREFIX = "allocation-list";

    public AllocationLists {
        byCommitment = Map.copyOf(byCommitment);
    }

    public static AllocationLists none() {
        return new AllocationLists(Map.of());
    }

    public static AllocationLists of(AllocationList... lists) {
        Map<String, AllocationList> all = new HashMap<>();
        List.of(lists).forEach(list -> all.put(list.commitment(), list));
        return new AllocationLists(all);
    }

    public Optional<AllocationList> of(String commitment) {
        return Optional.ofNullable(byCommitment.get(commitment));
    }

    /// Where lists lie in the directory of keys: files called `allocation-list`, with whatever behind it.
    public static List<Path> in(Path keysDirectory) {
        if (!Files.isDirectory(keysDirectory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(keysDirectory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws UnusableSecretException when one is there and is open to others, malformed, or another study's
    public static AllocationLists openAll(Path keysDirectory, StudyId study) {
        List<AllocationList> lists = new ArrayList<>();
        for (Path file : in(keysDirectory)) {
            lists.add(open(file, study));
        }
        return of(lists.toArray(AllocationList[]::new));
    }

    /// @throws UnusableSecretException when it cannot be used
    public static AllocationList open(Path file, StudyId study) {
        AllocationList list;
        try {
            list = AllocationList.read(
                    new String(SecretFile.read(file, AllocationList.MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new UnusableSecretException(file, "is no list: " + malformed.getMessage());
        }
        if (!list.study().equals(study)) {
            throw new UnusableSecretException(file, "is not a list of " + study);
        }
        return list;
    }
}
