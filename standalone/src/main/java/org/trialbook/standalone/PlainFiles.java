package org.trialbook.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trialbook.access.WallClock;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.FileSignOuts;
import org.trialbook.store.LogStore;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.UnreadableStoreException;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.MediaStore;
import org.trialbook.view.projection.ViewPlace;

/// The embedded store, where `trialbook.directory` names one: log, media and sign-outs are plain files there, and the
/// views are in memory, and kept sealed for the next start. One process has it, and no port is open but its own.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("trialbook.directory")
class PlainFiles {
    private final Path directory;

    PlainFiles(@Value("${trialbook.directory}") Path directory) {
        this.directory = directory;
    }

    @Bean(destroyMethod = "close")
    LogStore logStore() {
        return log(directory);
    }

    /// @throws org.trialbook.store.StoreInUseException when another process has it open
    /// @throws UnreadableStoreException when an earlier release kept it
    static FileLogStore log(Path directory) {
        if (Files.exists(directory.resolve("store")) && !Files.exists(directory.resolve("log"))) {
            throw new UnreadableStoreException(
                    "%s holds a log as an earlier release kept it. Carry it over: ./trialbook carry-over %s NEW"
                            .formatted(directory, directory),
                    null);
        }
        return FileLogStore.open(directory.resolve("log"));
    }

    /// @param lock first, so that no other process has the directory
    @Bean
    MediaStore mediaStore(LogStore lock) {
        return new FileMediaStore(directory.resolve("media"));
    }

    /// @param lock first, so that no other process has the directory
    @Bean(destroyMethod = "close")
    StoredSignOuts storedSignOuts(LogStore lock, WallClock wall) {
        return new FileSignOuts(directory.resolve("sign-outs"), wall.clock().instant());
    }

    @Bean
    ViewPlace blindedViewPlace(BlindingKey key) {
        return SealedViews.in(directory.resolve("views").resolve("blinded"), key);
    }

    @Bean
    ViewPlace unblindedViewPlace(BlindingKey key) {
        return SealedViews.in(directory.resolve("views").resolve("unblinded"), key);
    }
}
