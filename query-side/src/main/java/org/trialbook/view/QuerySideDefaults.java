package org.trialbook.view;

import com.mongodb.client.MongoClient;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.trialbook.store.CheckpointKeeper;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.media.MediaStore;
import org.trialbook.view.checkpoint.SignedCheckpoints;
import org.trialbook.view.checkpoint.SigningCheckpoints;
import org.trialbook.view.checkpoint.StoredCheckpoints;

/// What a query side on its own needs besides: the log, opened for reading, and its checkpoints.
@Configuration(proxyBeanMethods = false)
class QuerySideDefaults {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(name = "logClient")
    MongoClient logClient(QuerySideProperties properties) {
        return StoreConnection.open(properties.mongodb().uri());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(name = "mediaClient")
    MongoClient mediaClient(QuerySideProperties properties) {
        return StoreConnection.open(properties.mediaUri());
    }

    @Bean
    @ConditionalOnMissingBean
    MediaStore mediaStore(QuerySideProperties properties, @Qualifier("mediaClient") MongoClient client) {
        return new MediaStore(client.getDatabase(properties.media().database()));
    }

    @Bean
    StoredCheckpoints storedCheckpoints(QuerySideProperties properties, @Qualifier("logClient") MongoClient client) {
        return new StoredCheckpoints(
                properties.logKey(), client.getDatabase(properties.mongodb().logDatabase()));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Log log(
            QuerySideProperties properties,
            @Qualifier("logClient") MongoClient client,
            StoredCheckpoints checkpoints,
            Clock clock) {
        return Log.openForReading(
                client.getDatabase(properties.mongodb().logDatabase()),
                LogSettings.of(clock, new SecureRandom()),
                checkpoints.checkpoints().orElse(null));
    }

    @Bean
    @Primary
    SignedCheckpoints signedCheckpoints(ObjectProvider<CheckpointKeeper> keeper, StoredCheckpoints stored, Log log) {
        CheckpointKeeper ours = keeper.getIfAvailable();
        return ours == null ? stored : new SigningCheckpoints(ours, log);
    }

    @Bean
    @ConditionalOnMissingBean(name = "logHealthIndicator")
    LogHealth logHealthIndicator(Log log) {
        return new LogHealth(log);
    }
}
