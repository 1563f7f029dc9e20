package org.trialbook.trial;

import java.util.Comparator;
import java.util.List;

/// Where examples of acts stand: in their test, or in a class beside it. It is found as the acts are: nobody has to
/// list it.
public interface ActExamples {

    /// One for each act of which it is the place.
    List<ActExample<?, ?>> examples();

    /// One for every act.
    static List<ActExample<?, ?>> all() {
        return Found.ALL;
    }

    /// One at least for each reason that is declared.
    static List<RefusalExample> refused() {
        return all().stream().flatMap(example -> example.refused().stream()).toList();
    }

    final class Found {
        private static final List<ActExample<?, ?>> ALL = DeclaredActs.classes(ActExamples.class)
                .<ActExample<?, ?>>flatMap(place -> DeclaredActs.made(place).examples().stream())
                .sorted(Comparator.comparing(ActExample::name))
                .toList();

        private Found() {}
    }
}
