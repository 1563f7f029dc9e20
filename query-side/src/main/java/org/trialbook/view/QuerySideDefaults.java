package org.trialbook.view;

import com.mongodb.client.MongoClient;
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
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.token.SharedSignOuts;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.ConfirmedClock;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.store.PlainFilesElsewhereException;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.MongoMediaStore;
import org.trialbook.store.media.StoredTexts;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.checkpoint.CheckpointsOfTheWriter;
import org.trialbook.view.checkpoint.CheckpointsOnDemand;
import org.trialbook.view.projection.TrialRecord;

/// What a query side on its own needs besides: the log and its checkpoints. Where sealed fields are shown, the log is
/// opened for writing: it is recorded first who is shown them. Signing stays the command side's.
@Configuration(proxyBeanMethods = false)
class QuerySideDefaults {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(value = LogStore.class, name = "logClient")
    MongoClient logClient(QuerySideProperties properties) {
        PlainFilesElsewhereException.require(properties.directory());
        return StoreConnection.open(properties.mongodb().uri());
    }

    @Bean
    @ConditionalOnMissingBean
    LogStore logStore(QuerySideProperties properties, @Qualifier("logClient") MongoClient client) {
        return LogStore.in(client.getDatabase(properties.mongodb().logDatabase()));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(value = MediaStore.class, name = "mediaClient")
    MongoClient mediaClient(QuerySideProperties properties) {
        return StoreConnection.open(properties.mediaUri());
    }

    @Bean
    @ConditionalOnMissingBean
    MediaStore mediaStore(QuerySideProperties properties, @Qualifier("mediaClient") MongoClient client) {
        return new MongoMediaStore(client.getDatabase(properties.media().database()));
    }

    @Bean
    @ConditionalOnMissingBean
    StoredSignOuts storedSignOuts(@Qualifier("logClient") MongoClient client) {
        return new MongoSignOuts(client.getDatabase(MongoSignOuts.DATABASE));
    }

    @Bean
    @ConditionalOnMissingBean
    SharedSignOuts sharedSignOuts(StoredSignOuts stored) {
        return SharedSignOuts.of(stored::add, stored::after);
    }

    @Bean
    CheckpointsOfTheWriter storedCheckpoints(QuerySideProperties properties, LogStore store) {
        return new CheckpointsOfTheWriter(properties.logKey(), store);
    }

    /// For as long as this process is up, what stands beside its log is looked for among its media.
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    TextsBesideTheLog.Asked textsBesideTheLog(MediaStore store) {
        return TextsBesideTheLog.in(new StoredTexts(store)::find);
    }

    /// @param texts first, so that they are there when its events are read
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Log log(
            QuerySideProperties properties,
            LogStore store,
            CheckpointsOfTheWriter checkpoints,
            Clock clock,
            ClockWatch watch,
            TextsBesideTheLog.Asked texts) {
        LogSettings settings = LogSettings.of(clock, new SecureRandom()).withSoundClock(watch::requireSound, Set.of());
        StoredCheckpoints known = checkpoints.checkpoints().orElse(null);
        Log log = properties.blinded()
                ? Log.openForReading(store, settings, known)
                : Log.openForWriting(store, settings, known);
        ConfirmedClock confirmed = new ConfirmedClock(log);
        watch.confirmedBy(step -> confirmed.speaksOf(step.clock(), Duration.between(step.since(), step.expected())));
        return log;
    }

    @Bean
    @ConditionalOnMissingBean
    PublishedKnowledge publishedKnowledge(TrialRecord record) {
        Set<String> published = Set.of(PublishedKnowledge.PUBLISHED);
        return new PublishedKnowledge(() -> record.ofTypes(published, 0, record.size()), record::line);
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
