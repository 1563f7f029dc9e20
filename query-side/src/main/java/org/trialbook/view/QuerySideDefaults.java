package org.trialbook.view;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.token.SharedSignOuts;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.ConfirmedClock;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.MediaStore;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.checkpoint.CheckpointsOfTheWriter;
import org.trialbook.view.checkpoint.CheckpointsOnDemand;

/// What a query side on its own needs besides: the log and its checkpoints. Where sealed fields are shown, the log is
/// opened for writing: it is recorded first who is shown them. Signing stays the command side's.
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
    @ConditionalOnMissingBean
    SharedSignOuts sharedSignOuts(@Qualifier("logClient") MongoClient client) {
        StoredSignOuts stored = new StoredSignOuts(client);
        return SharedSignOuts.of(stored::add, stored::after);
    }

    @Bean
    CheckpointsOfTheWriter storedCheckpoints(
            QuerySideProperties properties, @Qualifier("logClient") MongoClient client) {
        return new CheckpointsOfTheWriter(
                properties.logKey(), client.getDatabase(properties.mongodb().logDatabase()));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Log log(
            QuerySideProperties properties,
            @Qualifier("logClient") MongoClient client,
            CheckpointsOfTheWriter checkpoints,
            Clock clock,
            ClockWatch watch) {
        MongoDatabase database = client.getDatabase(properties.mongodb().logDatabase());
        LogSettings settings = LogSettings.of(clock, new SecureRandom()).withSoundClock(watch::requireSound, Set.of());
        StoredCheckpoints known = checkpoints.checkpoints().orElse(null);
        Log log = properties.blinded()
                ? Log.openForReading(database, settings, known)
                : Log.openForWriting(database, settings, known);
        ConfirmedClock confirmed = new ConfirmedClock(log);
        watch.confirmedBy(step -> confirmed.speaksOf(step.clock(), Duration.between(step.since(), step.expected())));
        return log;
    }

    @Bean
    @Primary
    CheckpointSource signedCheckpoints(
            ObjectProvider<CheckpointSigning> keeper, CheckpointsOfTheWriter stored, Log log) {
        CheckpointSigning ours = keeper.getIfAvailable();
        return ours == null ? stored : new CheckpointsOnDemand(ours, log);
    }

    @Bean
    @ConditionalOnMissingBean(name = "logHealthIndicator")
    QueryLogHealth logHealthIndicator(Log log) {
        return new QueryLogHealth(log);
    }

    @Bean
    @ConditionalOnMissingBean(name = "clockHealthIndicator")
    QueryClockHealth clockHealthIndicator(ClockWatch watch, QuerySideProperties properties) {
        return new QueryClockHealth(watch, !properties.blinded());
    }
}
