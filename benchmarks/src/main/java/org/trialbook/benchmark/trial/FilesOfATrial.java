package org.trialbook.benchmark.trial;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trialbook.access.WallClock;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.FileSignOuts;
import org.trialbook.store.LogStore;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.FileMediaStore;
import org.trialbook.store.media.MediaStore;

/// The embedded store as a whole server lays it out, for a command side alone: nobody asks while a trial is made,
/// and no view is folded.
@Configuration(proxyBeanMethods = false)
class FilesOfATrial {
    private final Path directory;

    FilesOfATrial(@Value("${trialbook.directory}") Path directory) {
        this.directory = directory;
    }

    @Bean(destroyMethod = "close")
    LogStore logStore() {
        return FileLogStore.open(directory.resolve("log"));
    }

    @Bean
    MediaStore mediaStore(LogStore lock) {
        return new FileMediaStore(directory.resolve("media"));
    }

    @Bean(destroyMethod = "close")
    StoredSignOuts storedSignOuts(LogStore lock, WallClock wall) {
        return new FileSignOuts(directory.resolve("sign-outs"), wall.clock().instant());
    }
}
