package org.trialbook.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.protocol.Seals;
import org.trialbook.standalone.broken.trial.Decides;
import org.trialbook.standalone.broken.view.AsksOneVersion;
import org.trialbook.standalone.broken.view.Peeks;

/// The module and package map: dependencies point one way, and no package stands in two modules.
class ModuleMapTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Tests that other modules use come in a jar of their own.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.trialbook");

    private static final String[] VOCABULARY = {
        "org.trialbook.event..",
        "org.trialbook.protocol..",
        "org.trialbook.blinding..",
        "org.trialbook.allocation..",
        "org.trialbook.casebook.."
    };
    private static final String[] SIDES = {
        "org.trialbook.trial..", "org.trialbook.view..", "org.trialbook.standalone..", "org.trialbook.simulation.."
    };
    private static final String[] FRAMEWORKS = {"org.axonframework..", "org.springframework..", "com.mongodb.."};

    private static final Pattern MODULE = Pattern.compile("/([a-z-]+)/target/|/([a-z-]+)-[0-9][^/]*\\.jar!");

    /// @param of packages that must not depend
    /// @param on packages they must not depend on
    record OneWay(List<String> of, List<String> on) {}

    static Stream<OneWay> map() {
        return Stream.of(
                way(List.of("org.trialbook.ledger.."), VOCABULARY, SIDES, FRAMEWORKS, others("store", "access")),
                way(List.of("org.trialbook.ledger.."), new String[] {"tools.jackson..", "com.fasterxml.."}),
                way(List.of(VOCABULARY), SIDES, FRAMEWORKS, others("store", "access", "verify", "media")),
                way(List.of("org.trialbook.store.."), SIDES, others("access", "verify")),
                way(List.of("org.trialbook.store.."), new String[] {"org.springframework.."}),
                way(List.of("org.trialbook.access.."), SIDES, others("store", "verify")),
                way(List.of("org.trialbook.trial.."), others("view", "standalone", "simulation", "verify")),
                way(List.of("org.trialbook.view.."), others("trial", "standalone", "simulation", "verify", "media")),
                way(List.of("org.trialbook.verify.."), SIDES, FRAMEWORKS, others("store", "access", "witness")),
                way(List.of("org.trialbook.media.."), VOCABULARY, SIDES, FRAMEWORKS),
                way(List.of("org.trialbook.media.."), others("ledger", "store", "access", "verify", "witness")),
                way(List.of("org.trialbook.simulation.."), others("trial", "view", "standalone", "blind"), FRAMEWORKS),
                way(List.of("org.trialbook.simulation.."), others("store", "access", "verify", "media", "witness")),
                // The console knows the record by its HTTP interface, and nothing of the house but itself.
                way(List.of("org.trialbook.console.."), VOCABULARY, SIDES, new String[] {
                    "com.mongodb..", "org.axonframework.."
                }),
                way(
                        List.of("org.trialbook.console.."),
                        others("ledger", "store", "access", "verify", "media", "witness")),
                way(List.of("org.trialbook.console.."), others("provider", "backup", "blind")),
                way(
                        List.of("org.trialbook.trial..", "org.trialbook.view..", "org.trialbook.access.."),
                        others("console", "provider")),
                way(List.of("org.trialbook.witness.."), VOCABULARY, SIDES, FRAMEWORKS),
                way(List.of("org.trialbook.witness.."), others("store", "access", "verify")));
    }

    private static OneWay way(List<String> of, String[]... on) {
        return new OneWay(of, Stream.of(on).flatMap(Stream::of).toList());
    }

    private static String[] others(String... names) {
        return Stream.of(names).map(name -> "org.trialbook." + name + "..").toArray(String[]::new);
    }

    private static ArchRule rule(OneWay way) {
        return noClasses()
                .that()
                .resideInAnyPackage(way.of().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(way.on().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("map")
    void dependenciesPointOneWay(OneWay way) {
        rule(way).allowEmptyShould(false).check(HOUSE);
    }

    @Test
    void aViewThatUsesTheCommandSideIsRejected() {
        JavaClasses broken = new ClassFileImporter().importClasses(Peeks.class, Decides.class);
        OneWay way = new OneWay(List.of("..broken.view.."), List.of("..broken.trial.."));
        assertThatThrownBy(() -> rule(way).check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Peeks");
    }

    /// Which mark a version bears tells nothing of what earlier ones sealed: only [Seals], folded over all, does.
    private static final ArchRule MARKS = noClasses()
            .that()
            .resideOutsideOfPackage("org.trialbook.protocol..")
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "the mark of one version of the protocol",
                    access -> access.getName().equals("revealing")
                            && access.getTargetOwner().getPackageName().equals(Seals.class.getPackageName())));

    @Test
    void nobodyAsksOneVersionWhatIsSealed() {
        MARKS.check(HOUSE);
    }

    @Test
    void aViewThatAsksOneVersionIsRejected() {
        JavaClasses broken = new ClassFileImporter().importClasses(AsksOneVersion.class);
        assertThatThrownBy(() -> MARKS.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AsksOneVersion.ofTheForm")
                .hasMessageContaining("AsksOneVersion.ofAnItem");
    }

    /// What reads the data of earlier releases is a command of its own.
    @Test
    void noServerContainsTheStoreOfEarlierReleases() {
        assertThat(HOUSE.containPackage("org.trialbook.store")).isTrue();
        assertThat(HOUSE.containPackage("org.trialbook.carryover")).isFalse();
        assertThatThrownBy(() -> Class.forName("org.h2.mvstore.MVStore")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void noPackageStandsInTwoModules() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass type : HOUSE) {
            modules.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(module(type.getSource().orElseThrow().getUri().toString()));
        }
        assertThat(modules).hasSizeGreaterThan(30);
        assertThat(split(modules)).isEmpty();
    }

    @Test
    void aPackageInTwoModulesIsRejected() {
        assertThat(split(Map.of("org.trialbook.event", Set.of("shared-events", "command-side"))))
                .containsExactly("org.trialbook.event");
    }

    private static List<String> split(Map<String, Set<String>> modules) {
        return modules.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String module(String source) {
        Matcher matcher = MODULE.matcher(source);
        assertThat(matcher.find()).as(source).isTrue();
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
