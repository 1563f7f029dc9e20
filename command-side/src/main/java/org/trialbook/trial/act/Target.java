package org.trialbook.trial.act;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.event.ReadCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;

/// What kind of thing an act is about, and how its address names it.
///
/// @param path between the study and `/acts/…`, such as `/subjects/{subject}`
/// @param read the target by the address's variables; throws [org.trialbook.event.MalformedIdException]
/// @param none what is answered where there is no such target, or the caller may not know of it
public record Target<T>(String path, Function<Map<String, String>, T> read, Supplier<RuntimeException> none) {
    public static final Target<StudyId> STUDY = new Target<>("", in("study", StudyId::new), NoSuchException::study);
    public static final Target<SiteId> SITE =
            new Target<>("/sites/{site}", in("site", SiteId::new), NoSuchException::site);
    public static final Target<SubjectId> SUBJECT =
            new Target<>("/subjects/{subject}", in("subject", SubjectId::new), NoSuchException::subject);
    /// One read, by its code.
    public static final Target<ReadCode> READ =
            new Target<>("/reads/{read}", in("read", ReadCode::new), NoSuchException::read);
    /// The study's reads, whichever they are.
    public static final Target<String> READS = new Target<>("/reads", variables -> "reads", NoSuchException::read);

    private static <T> Function<Map<String, String>, T> in(String variable, Function<String, T> id) {
        return variables -> id.apply(Objects.requireNonNull(variables.get(variable)));
    }
}
