package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.trialbook.store.LyingBlockStore.Lie;

/// The conformance suite notices a store that lies, and by the test that is about it.
class LyingStoreTest {
    /// The tests that must fail, each of them, on a store that lies so.
    private static List<String> noticedBy(Lie lie) {
        return switch (lie) {
            case LOSES_WHAT_IT_ACKNOWLEDGED ->
                List.of(
                        "whatWasAcknowledgedIsInTheStoreAtOnce",
                        "aLogOpenedAgainHasTheSameBytesAndRootAndGoesOn",
                        "positionsHaveNoGapAndBatchesAreWhole");
            case STORES_TWICE -> List.of("appendsOfOneCallerStandInTheirOrder", "positionsHaveNoGapAndBatchesAreWhole");
            case REORDERS_LINES, TEARS_BLOCKS ->
                List.of(
                        "positionsHaveNoGapAndBatchesAreWhole",
                        "whatWasAcknowledgedIsInTheStoreAtOnce",
                        "aLogOpenedAgainHasTheSameBytesAndRootAndGoesOn");
            case REORDERS_BLOCKS ->
                List.of("appendsOfOneCallerStandInTheirOrder", "aLogOpenedAgainHasTheSameBytesAndRootAndGoesOn");
            case ACKNOWLEDGES_BEFORE_STORING ->
                List.of("whatWasAcknowledgedIsInTheStoreAtOnce", "whatAnotherProcessJustAppendedConflicts");
            case READS_STALE ->
                List.of("whatWasAcknowledgedIsInTheStoreAtOnce", "whoeverWaitsForAnEventIsWokenByAnotherProcess");
            case OVERWRITES ->
                List.of(
                        "whatAnotherProcessJustAppendedConflicts",
                        "exactlyOneOfManyOnOneBoundaryWins",
                        "aBlockThatArrivesAfterAnotherTookItsNumberChangesNothing");
            case TAKES_TAKEN_FOR_KEPT ->
                List.of("whatAnotherProcessJustAppendedConflicts", "theLoserGetsInOnceItHasLookedAgain");
        };
    }

    @ParameterizedTest
    @EnumSource
    void isNoticedByEachTestThatIsAboutIt(Lie lie) {
        List<String> names = noticedBy(lie);
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(names.stream()
                        .map(name -> selectMethod(OnALyingStore.class, name))
                        .toArray(DiscoverySelector[]::new))
                .configurationParameter("lie", lie.name())
                .execute()
                .testEvents();
        assertThat(tests.failed().stream()
                        .map(failed -> failed.getTestDescriptor().getDisplayName())
                        .map(name -> name.substring(0, name.indexOf('('))))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @ExtendWith(ToldTheLie.class)
    static final class OnALyingStore extends LogConformance {
        @TempDir
        static Path directory;

        private final Map<Long, Block> overwritten = new ConcurrentHashMap<>();
        private @Nullable Lie lie;

        @Override
        StoreUnderTest emptyStore() {
            overwritten.clear();
            return new FileLogConformanceTest.InADirectory(
                    directory.resolve(UUID.randomUUID().toString()));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        BlockStore seenThrough(BlockStore store) {
            return new LyingBlockStore(store, overwritten, Objects.requireNonNull(lie));
        }
    }

    private static final class ToldTheLie implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            ((OnALyingStore) context.getRequiredTestInstance()).lie =
                    Lie.valueOf(context.getConfigurationParameter("lie").orElseThrow());
        }
    }
}
