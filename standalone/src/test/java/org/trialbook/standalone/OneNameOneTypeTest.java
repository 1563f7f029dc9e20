package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No two types of main code, in whatever modules, have the same simple name: whoever searches for one finds one.
///
/// A nested type is found with the type around it, and may be called `Request`, `State` or `Row` in several.
class OneNameOneTypeTest {

    private static final Path REPOSITORY = Path.of("..");

    private static final String MAIN_CODE = "src/main/java";

    @Test
    void everyTypeOfMainCodeHasANameOfItsOwn() throws IOException {
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(twice(sources)).isEmpty();
    }

    @Test
    void twoTypesOfOneNameAreRejected() {
        assertThat(twice(List.of(
                        source("access", "org/trialbook/access/Act"),
                        source("command-side", "org/trialbook/trial/act/Act"),
                        source("access", "org/trialbook/access/package-info"),
                        source("command-side", "org/trialbook/trial/act/package-info"),
                        source("access", "org/trialbook/access/Role"))))
                .containsExactly(Map.entry(
                        "Act",
                        Set.of("../access/org/trialbook/access/Act", "../command-side/org/trialbook/trial/act/Act")));
    }

    private static Path source(String module, String type) {
        return REPOSITORY.resolve(module).resolve(MAIN_CODE).resolve(type + ".java");
    }

    /// Simple name → where the types of that name stand, for names that more than one type has.
    private static Map<String, Set<String>> twice(List<Path> sources) {
        Map<String, Set<String>> types = new TreeMap<>();
        for (Path source : sources) {
            String name = source.getFileName().toString().replace(".java", "");
            if (!name.equals("package-info")) {
                types.computeIfAbsent(name, unseen -> new TreeSet<>())
                        .add(source.toString().replace("/" + MAIN_CODE, "").replace(".java", ""));
            }
        }
        types.values().removeIf(places -> places.size() < 2);
        return types;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            List<Path> roots = modules.map(module -> module.resolve(MAIN_CODE))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(roots).hasSizeGreaterThan(9);
            return roots.stream().flatMap(OneNameOneTypeTest::below).toList();
        }
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
