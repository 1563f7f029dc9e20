package org.trialbook.trial;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShareFile;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyId;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.trial.keys.KeysOfTheRecord;

/// The keys by which the command side seals and randomizes, and how the record is held to them.
@Configuration(proxyBeanMethods = false)
class CommandSideKeys {

    /// Drawn for a log that holds nothing. Once it holds something, a key that is not there is a key that is lost.
    @Bean
    @ConditionalOnMissingBean
    BlindingKey blindingKey(CommandSideProperties properties, Log log, SecureRandom random) {
        Path file = properties.keysDir().resolve("blinding.key");
        return log.size() == 0 ? BlindingKeystore.createIfMissing(file, random) : BlindingKeystore.open(file, random);
    }

    /// Before anything can be recorded with them.
    @Bean
    KeysOfTheRecord keysOfTheRecord(
            CommandSideProperties properties,
            StudyId study,
            Log log,
            CheckpointSigning signing,
            BlindingKey blinding,
            SeedShares shares,
            EventIds ids) {
        KeysOfTheRecord keys = new KeysOfTheRecord(log, study, properties.keysDir());
        keys.requireAndPin(signing.checkpoints().verifier().toString(), blinding, shares, ids);
        return keys;
    }

    /// What whoever prepared lists has handed over.
    @Bean
    @ConditionalOnMissingBean
    PreparedLists preparedLists(CommandSideProperties properties, StudyId study) {
        return PreparedLists.openAll(properties.keysDir(), study);
    }

    /// Outside the demo, what the parties have handed over: until it is both shares, nobody is randomized.
    @Bean
    @Profile("!demo")
    @ConditionalOnMissingBean
    SeedShares seedShares(CommandSideProperties properties, StudyId study) {
        return SeedShareFile.openAll(properties.keysDir(), study);
    }

    /// In the demo, both parties are the demo's. They draw once: what the record was committed to is not drawn again.
    @Bean
    @Profile("demo")
    @ConditionalOnMissingBean
    SeedShares drawnSeedShares(CommandSideProperties properties, StudyId study, Log log, SecureRandom random) {
        boolean committed =
                log.positionsOf(EventTypes.nameOf(SeedShareCommitted.class).qualified()).length > 0;
        for (SeedParty party : SeedParty.values()) {
            if (!committed) {
                SeedShareFile.create(SeedShareFile.in(properties.keysDir(), party), study, party, random);
            }
        }
        return SeedShareFile.openAll(properties.keysDir(), study);
    }

    @Bean
    @Profile("demo")
    DemoCommitments demoCommitments(
            SeedShares shares, StudyId study, @Value("${trialbook.demo-dir:.trialbook}") Path demoDir) {
        return DemoCommitments.write(demoDir, study, shares);
    }
}
