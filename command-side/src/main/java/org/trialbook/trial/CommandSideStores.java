package org.trialbook.trial;

import com.mongodb.client.MongoClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.store.PlainFilesElsewhereException;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.MongoMediaStore;

/// Where the command side keeps things unless it is told another place: databases of a MongoDB.
@Configuration(proxyBeanMethods = false)
class CommandSideStores {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(value = LogStore.class, name = "logClient")
    MongoClient logClient(CommandSideProperties properties) {
        PlainFilesElsewhereException.require(properties.directory());
        return StoreConnection.open(properties.mongodb().uri());
    }

    @Bean
    @ConditionalOnMissingBean
    LogStore logStore(CommandSideProperties properties, @Qualifier("logClient") MongoClient client) {
        return LogStore.in(client.getDatabase(properties.mongodb().logDatabase()));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(MediaStore.class)
    MongoClient mediaClient(CommandSideProperties properties) {
        return StoreConnection.open(properties.mediaUri());
    }

    @Bean
    @ConditionalOnMissingBean
    MediaStore mediaStore(CommandSideProperties properties, @Qualifier("mediaClient") MongoClient client) {
        return new MongoMediaStore(client.getDatabase(properties.media().database()));
    }

    @Bean
    @ConditionalOnMissingBean
    StoredSignOuts storedSignOuts(@Qualifier("logClient") MongoClient client) {
        return new MongoSignOuts(client.getDatabase(MongoSignOuts.DATABASE));
    }
}
