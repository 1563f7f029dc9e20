package org.trialbook.trial;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.List;
import org.trialbook.trial.act.Reason;

/// Every reason for which acts are refused, wherever it is declared.
public final class Reasons {
    private Reasons() {}

    public static List<Reason> declared() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.trialbook.trial").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Reason.class)
                                && field.getModifiers().contains(JavaModifier.STATIC))
                        .map(Reasons::value)
                        .toList();
    }

    private static Reason value(JavaField declared) {
        try {
            Field field = declared.reflect();
            field.setAccessible(true);
            return (Reason) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(declared + " cannot be read", e);
        }
    }
}
