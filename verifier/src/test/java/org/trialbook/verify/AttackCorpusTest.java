package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.verify.attack.Attack;
import org.trialbook.verify.attack.HistoryAttack;
import org.trialbook.verify.attack.RedactedAttack;
import org.trialbook.verify.attack.ServerAttack;

/// No attack is written and then forgotten.
class AttackCorpusTest {

    private static List<Class<?>> written(Class<?> kind) throws Exception {
        URI place =
                Objects.requireNonNull(Attack.class.getResource("Attack.class")).toURI();
        try (Stream<Path> files =
                Files.list(Objects.requireNonNull(Path.of(place).getParent()))) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(found -> kind.isAssignableFrom(found) && !Modifier.isAbstract(found.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(Attack.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void everyAttackThatIsWrittenIsTried() throws Exception {
        assertThat(written(Attack.class))
                .hasSize(24)
                .containsExactlyInAnyOrderElementsOf(
                        Attack.ALL.stream().<Class<?>>map(Object::getClass).toList());
        assertThat(written(HistoryAttack.class))
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(HistoryAttack.ALL.stream()
                        .<Class<?>>map(Object::getClass)
                        .toList());
        assertThat(written(RedactedAttack.class))
                .hasSize(21)
                .containsExactlyInAnyOrderElementsOf(RedactedAttack.ALL.stream()
                        .<Class<?>>map(Object::getClass)
                        .toList());
        assertThat(written(ServerAttack.class))
                .hasSize(9)
                .containsExactlyInAnyOrderElementsOf(ServerAttack.ALL.stream()
                        .<Class<?>>map(Object::getClass)
                        .toList());
    }
}
