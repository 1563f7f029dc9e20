package org.trialbook.trial;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedShares;
import org.trialbook.casebook.Fold;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Decider;
import org.trialbook.trial.media.UploadedMedia;

/// Every act that is declared, found as the server finds them, with what HOT-CRT's process was given.
public final class DeclaredActs {
    private static final Map<String, StoredMedia> UPLOADS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Object> GIVEN = Map.of(
            SeedShares.class,
            HotCrt.SHARES,
            PreparedLists.class,
            PreparedLists.of(List.of(HotCrt.LIST), List.of(HotCrt.KITS)),
            UploadedMedia.class,
            new UploadedMedia(hash -> Optional.ofNullable(UPLOADS.get(hash))));

    private static final List<Act<?, ?, ?>> ALL = found();

    private DeclaredActs() {}

    public static List<Act<?, ?, ?>> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Act::name).toList();
    }

    /// As Axon is given them.
    public static List<Acts.Decided<?, ?, ?>> decided() {
        return DecidedActs.of(ALL).all();
    }

    @SuppressWarnings("unchecked") // the act of that class
    public static <A extends Act<?, ?, ?>> A of(Class<A> type) {
        return (A) ALL.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    public static Act<?, ?, ?> named(String name) {
        return ALL.stream().filter(act -> act.name().equals(name)).findFirst().orElseThrow();
    }

    /// What decides the act: itself, or itself until the study's lock.
    @SuppressWarnings({"unchecked", "rawtypes"}) // the act's own decider
    public static <T, B> Decider<Command<T, B>, Fold> deciderOf(Act<T, B, ?> act) {
        return (Decider) DecidedActs.of(List.of(act)).all().getFirst().decider();
    }

    /// What is looked at for it at first.
    public static <T, B> Boundary boundary(Asked<T, B> asked) {
        return deciderOf(asked.act()).boundary(asked.command());
    }

    /// What is looked at beside, once so much is known.
    @SuppressWarnings("unchecked") // the act's own state
    public static <T, B> Boundary further(Asked<T, B> asked, Fold state) {
        return ((Decider<Command<T, B>, Fold>) (Decider<?, ?>) asked.act()).further(asked.command(), state);
    }

    /// Lets a file be found under its hash.
    ///
    /// @return what names it in a request
    public static String uploaded(StoredMedia media) {
        UPLOADS.put(media.hash(), media);
        return "sha256:" + media.hash();
    }

    private static List<Act<?, ?, ?>> found() {
        return classes(Act.class)
                .<Act<?, ?, ?>>map(DeclaredActs::made)
                .sorted(Comparator.comparing(Act::name))
                .toList();
    }

    /// Every class of the trial that is one of those.
    static <A> Stream<Class<? extends A>> classes(Class<A> type) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(type));
        return scanner.findCandidateComponents("org.trialbook.trial").stream().map(found -> {
            try {
                return Class.forName(found.getBeanClassName()).asSubclass(type);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static <A> A made(Class<? extends A> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(GIVEN::get)
                    .toArray()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
