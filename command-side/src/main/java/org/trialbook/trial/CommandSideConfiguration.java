package org.trialbook.trial;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.WallClock;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.clock.ElapsedTime;
import org.trialbook.access.token.SharedSignOuts;
import org.trialbook.access.token.TokenAgain;
import org.trialbook.access.wiring.AccessConfiguration;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ClockConfirmed;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.ConfirmedClock;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.store.OthersMayWrite;
import org.trialbook.store.StoredSignOuts;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredTexts;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.DryRun;
import org.trialbook.trial.act.EventMessages;
import org.trialbook.trial.act.FoldingAhead;
import org.trialbook.trial.http.ActRoutes;
import org.trialbook.trial.http.BackgroundAnswers;
import org.trialbook.trial.http.CommandSubmission;
import org.trialbook.trial.http.RepeatedRequests;
import org.trialbook.trial.keys.KeysOfTheRecord;
import org.trialbook.trial.media.MediaIntake;
import org.trialbook.trial.media.UploadQuota;
import org.trialbook.trial.media.UploadedMedia;
import org.trialbook.trial.publication.PublishedTexts;
import tools.jackson.databind.json.JsonMapper;

/// The command side, wired: the log opened for writing, the keys, Axon, and an endpoint for every act.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandSideProperties.class)
@Import({AccessConfiguration.class, CommandSideStores.class, CommandSideKeys.class, CommandSideStoreAdvice.class})
@ComponentScan(
        basePackageClasses = CommandSideConfiguration.class,
        useDefaultFilters = false,
        includeFilters = {
            @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = RestController.class),
            // An act is declared by being there.
            @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Act.class)
        })
public class CommandSideConfiguration {

    /// An emergency does not wait for a clock: it is recorded at the time that has passed since the clock was last
    /// believed. And what confirms a clock could never be recorded otherwise.
    private static final Set<String> WHATEVER_THE_CLOCK = Set.of(
            EventTypes.nameOf(SubjectUnblinded.class).qualified(),
            EventTypes.nameOf(ClockConfirmed.class).qualified());

    @Bean
    StudyId study(CommandSideProperties properties) {
        return new StudyId(properties.study());
    }

    @Bean
    @ConditionalOnMissingBean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean(destroyMethod = "close")
    CheckpointSigning checkpointKeeper(
            CommandSideProperties properties, StudyId study, LogStore store, SecureRandom random) {
        return CheckpointSigning.open(properties.keysDir(), properties.originOf(study), store, random);
    }

    @Bean(destroyMethod = "close")
    Log log(
            CommandSideProperties properties,
            LogStore store,
            CheckpointSigning signing,
            Clock clock,
            ClockWatch watch,
            SecureRandom random,
            TextsBesideTheLog.Asked texts) {
        CompletableFuture<Log> opened = new CompletableFuture<>();
        Log log = Log.openForWriting(
                store,
                LogSettings.of(clock, random).withSoundClock(watch::requireSound, WHATEVER_THE_CLOCK),
                signing.checkpoints(),
                properties.onlyCommandSide()
                        ? new RecordedByOthers(() -> knowledge(opened.join()).blinding())
                        : OthersMayWrite.ANYTHING);
        opened.complete(log);
        try {
            KnownEvents.require(log);
            log.requireClockNotBehind();
            signing.requireKeys(log);
            signing.ask(properties.addresses(), log);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
        ConfirmedClock confirmed = new ConfirmedClock(log);
        watch.confirmedBy(step -> confirmed.speaksOf(step.clock(), Duration.between(step.since(), step.expected())));
        signing.keep(log, properties.signEvery());
        return log;
    }

    private static PublishedKnowledge knowledge(Log log) {
        return new PublishedKnowledge(() -> log.positionsOf(PublishedKnowledge.PUBLISHED), log::line);
    }

    @Bean
    PublishedKnowledge publishedKnowledge(Log log) {
        return knowledge(log);
    }

    @Bean
    SharedSignOuts sharedSignOuts(StoredSignOuts stored) {
        return SharedSignOuts.of(stored::add, stored::after);
    }

    @Bean
    EventIds eventIds(Clock clock, SecureRandom random) {
        return new EventIds(clock, random);
    }

    @Bean
    MediaIntake mediaIntake(MediaStore store, CommandSideProperties properties) {
        return new MediaIntake(
                store, properties.media().atOnce(), properties.media().patience());
    }

    @Bean
    UploadQuota uploadQuota(CommandSideProperties properties, Clock clock) {
        return new UploadQuota(properties.media().quota(), clock);
    }

    /// For as long as this process is up, what stands beside its log is looked for among its media.
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    TextsBesideTheLog.Asked textsBesideTheLog(MediaStore store) {
        return TextsBesideTheLog.in(new StoredTexts(store)::find);
    }

    @Bean
    UploadedMedia uploadedMedia(MediaStore store) {
        return new UploadedMedia(store::find);
    }

    @Bean
    @ConditionalOnMissingBean
    DecidedActs decidedActs(List<Act<?, ?, ?>> acts) {
        return DecidedActs.of(acts);
    }

    @Bean(destroyMethod = "shutdown")
    AxonConfiguration axon(
            Log log,
            KeysOfTheRecord compared,
            DecidedActs acts,
            BlindingKey key,
            EventIds ids,
            MediaStore media,
            TextsBesideTheLog.Asked texts) {
        PublishedTexts published = new PublishedTexts(new StoredTexts(media));
        return Acts.configure(
                        acts.all(),
                        converter -> new MongoEventStorageEngine(log, converter, () -> KnownEvents.require(log)),
                        converter -> new EventMessages(converter, key, ids, log::leafHash),
                        published::store)
                .start();
    }

    @Bean
    FoldingAtStart foldingAtStart(AxonConfiguration axon) {
        return FoldingAtStart.begun(axon.getComponent(FoldingAhead.class));
    }

    @Bean
    CommandSubmission commandSubmission(
            AxonConfiguration axon, Log log, Clock clock, WallClock wall, SecureRandom random) {
        return new CommandSubmission(
                axon.getComponent(CommandGateway.class), new RepeatedRequests(log), clock, wall, random);
    }

    /// Threads are begun when somebody asks to be answered later.
    @Bean
    BackgroundAnswers backgroundAnswers(TokenAgain tokens, SecureRandom random, WallClock wall, ElapsedTime elapsed) {
        return new BackgroundAnswers(
                tokens,
                task -> Thread.ofPlatform().daemon().name("answered-later").start(task),
                random,
                wall,
                elapsed);
    }

    @Bean
    SmartInitializingSingleton actRoutes(
            DecidedActs acts,
            CommandSubmission submission,
            AxonConfiguration axon,
            JsonMapper mapper,
            Clock clock,
            WallClock wall,
            BackgroundAnswers background,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        DryRun dryRun = axon.getComponent(DryRun.class);
        ActRoutes routes = new ActRoutes(mapping);
        return () -> {
            routes.mount(acts.all(), submission, mapper, wall, background);
            routes.mountPreviews(acts.all(), dryRun, mapper, clock, background);
            routes.mountQuestions(acts.all(), dryRun, clock);
        };
    }

    @Bean
    @ConditionalOnMissingBean(name = "logHealthIndicator")
    CommandLogHealth logHealthIndicator(Log log, CheckpointSigning signing) {
        return new CommandLogHealth(log, signing);
    }

    @Bean
    @ConditionalOnMissingBean(name = "clockHealthIndicator")
    CommandClockHealth clockHealthIndicator(ClockWatch watch) {
        return new CommandClockHealth(watch);
    }
}
