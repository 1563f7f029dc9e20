package org.trialbook.allocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trialbook.blinding.SecretFile;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.StudyId;

/// The lists that were prepared elsewhere and this process was given, by the commitment to each. Without the one that
/// the
/// protocol commits to, it allocates nobody, and supplies no site.
///
/// @param allocations commitment → list of allocations
/// @param kits commitment → list of kits
public record PreparedLists(Map<String, AllocationList> allocations, Map<String, KitList> kits) {

    private static final String ALLOCATIONS = "allocation-list";
    private static final String KITS = "kit-list";

    public PreparedLists {
        allocations = Map.copyOf(allocations);
        kits = Map.copyOf(kits);
    }

    public static PreparedLists none() {
        return new PreparedLists(Map.of(), Map.of());
    }

    public static PreparedLists of(AllocationList... lists) {
        return of(List.of(lists), List.of());
    }

    public static PreparedLists of(List<AllocationList> lists, List<KitList> kits) {
        Map<String, AllocationList> allocations = new HashMap<>();
        lists.forEach(list -> allocations.put(list.commitment(), list));
        Map<String, KitList> ofKits = new HashMap<>();
        kits.forEach(list -> ofKits.put(list.commitment(), list));
        return new PreparedLists(allocations, ofKits);
    }

    public Optional<AllocationList> allocation(String commitment) {
        return Optional.ofNullable(allocations.get(commitment));
    }

    public Optional<KitList> kits(String commitment) {
        return Optional.ofNullable(kits.get(commitment));
    }

    /// The file of either kind.
    public Optional<String> text(String commitment) {
        return allocation(commitment)
                .map(AllocationList::text)
                .or(() -> kits(commitment).map(KitList::text));
    }

    /// Where lists lie in the directory of keys: files called `allocation-list` or `kit-list`, with whatever behind it.
    public static List<Path> in(Path keysDirectory) {
        if (!Files.isDirectory(keysDirectory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(keysDirectory)) {
            return files.filter(file -> named(file, ALLOCATIONS) || named(file, KITS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean named(Path file, String prefix) {
        return file.getFileName().toString().startsWith(prefix);
    }

    /// @throws UnusableSecretException when one is there and is open to others, malformed, or another study's
    public static PreparedLists openAll(Path keysDirectory, StudyId study) {
        List<Path> files = in(keysDirectory);
        return of(
                files.stream()
                        .filter(file -> named(file, ALLOCATIONS))
                        .map(file -> open(file, AllocationList::read, AllocationList::study, study))
                        .toList(),
                files.stream()
                        .filter(file -> named(file, KITS))
                        .map(file -> open(file, KitList::read, KitList::study, study))
                        .toList());
    }

    private static <L> L open(Path file, Function<String, L> read, Function<L, StudyId> of, StudyId study) {
        L list;
        try {
            list = read.apply(new String(SecretFile.read(file, AllocationList.MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new UnusableSecretException(file, "is no list: " + malformed.getMessage());
        }
        if (!of.apply(list).equals(study)) {
            throw new UnusableSecretException(file, "is not a list of " + study);
        }
        return list;
    }
}
