package org.trialbook.view.unblinded;

import com.mongodb.client.MongoClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.casebook.PinnedKeys;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyId;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.StoreConnection;
import org.trialbook.store.SystemEvents;
import org.trialbook.view.QuerySideProperties;
import org.trialbook.view.ViewsNode;
import org.trialbook.view.casebook.CasebookProjection;
import org.trialbook.view.projection.ProjectionGroup;
import org.trialbook.view.projection.ProjectionProcessor;
import org.trialbook.view.projection.ProjectionRuntime;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.ViewPlace;
import org.trialbook.view.projection.Views;
import org.trialbook.view.queries.QueryProjection;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.AudienceIndex;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.unblinded.allocation.AllocationProjection;
import org.trialbook.view.unblinded.allocationaccess.AllocationAccessLedger;
import org.trialbook.view.unblinded.allocationaccess.AllocationAccessProjection;
import org.trialbook.view.unblinded.blindingindex.GuessProjection;
import org.trialbook.view.unblinded.blindingindex.GuessRollup;
import org.trialbook.view.unblinded.corelab.RevealingAnswersProjection;
import org.trialbook.view.unblinded.crossovers.CrossoverProjection;
import org.trialbook.view.unblinded.envelopes.EnvelopesProjection;
import org.trialbook.view.unblinded.flow.ReceivedProjection;
import org.trialbook.view.unblinded.kitstock.KitArmProjection;
import org.trialbook.view.unblinded.predictability.PublishedPlansProjection;
import org.trialbook.view.unblinded.subject.TreatmentProjection;

/// The unblinded views, wired where an operator says so by `trialbook.blinded=false`; there has to be a key then.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "trialbook.blinded", havingValue = "false")
@ComponentScan(
        basePackageClasses = UnblindedConfiguration.class,
        useDefaultFilters = false,
        // A question is declared by being there.
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Question.class))
public class UnblindedConfiguration {

    /// Raise when a fold or a view changes.
    private static final int VERSION = 13;

    /// The views that unblinded roles may see, folded from opened events. What stands open is taken from the blinded
    /// views.
    public static ProjectionGroup group(OpenedEvents opened) {
        return new ProjectionGroup(
                "unblinded",
                false,
                VERSION,
                List.of(
                        AllocationProjection.ALLOCATION,
                        PublishedPlansProjection.PUBLISHED_PLANS,
                        KitArmProjection.KIT_ARMS,
                        CrossoverProjection.CROSSOVERS,
                        ReceivedProjection.RECEIVED,
                        EnvelopesProjection.ENVELOPES,
                        AllocationAccessProjection.ACCESSES,
                        TreatmentProjection.TREATMENTS,
                        GuessProjection.GUESSES,
                        RevealingAnswersProjection.REVEALING_ANSWERS,
                        QueryProjection.SEALED_QUERIES,
                        CasebookProjection.UNSEALED_CASEBOOKS),
                List.of(GuessRollup.GUESS_COUNTS),
                opened);
    }

    /// @throws org.trialbook.blinding.UnusableSecretException when there is no usable key
    @Bean
    @ConditionalOnMissingBean
    BlindingKey blindingKey(QuerySideProperties properties, Log log) {
        BlindingKey key = BlindingKeystore.open(properties.blindingKey(), new SecureRandom());
        pinned(log).against(key.checkValues()).ifPresent(why -> {
            throw new UnusableSecretException(properties.blindingKey(), why);
        });
        return key;
    }

    private static PinnedKeys pinned(Log log) {
        return Stream.of(StudyEvent.KeysPinned.class, StudyEvent.BlindingKeyRotated.class)
                .flatMapToLong(type ->
                        Arrays.stream(log.positionsOf(EventTypes.nameOf(type).qualified())))
                .sorted()
                .mapToObj(log::line)
                .map(line -> EventJson.read(line.type(), line.version(), line.payload()))
                .reduce(PinnedKeys.none(), PinnedKeys::and, (one, other) -> other);
    }

    @Bean
    OpenedEvents openedEvents(BlindingKey key) {
        return new OpenedEvents(key);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(name = "unblindedViewPlace")
    MongoClient unblindedViewsClient(QuerySideProperties properties) {
        return StoreConnection.open(properties.unblindedUri());
    }

    @Bean
    @ConditionalOnMissingBean(name = "unblindedViewPlace")
    ViewPlace unblindedViewPlace(
            @Qualifier("unblindedViewsClient") MongoClient client, QuerySideProperties properties, ViewsNode node) {
        return ViewPlace.in(client.getDatabase(properties.views().unblindedDatabase()), node.name());
    }

    @Bean
    ProjectionRuntime unblindedServing(
            TrialRecord record,
            OpenedEvents opened,
            @Qualifier("unblindedViewPlace") ViewPlace place,
            Clock clock,
            @Qualifier("blindedViews") Views blinded) {
        return ProjectionRuntime.of(group(opened), record, place, clock, blinded);
    }

    @Bean
    ProjectionProcessor unblindedProcessor(@Qualifier("unblindedServing") ProjectionRuntime serving) {
        return serving.processor();
    }

    @Bean
    Views unblindedViews(@Qualifier("unblindedServing") ProjectionRuntime serving) {
        return serving.views();
    }

    @Bean
    @ConditionalOnMissingBean
    EventIds eventIds(Clock clock) {
        return new EventIds(clock, new SecureRandom());
    }

    @Bean
    AllocationAccessLedger exposureLedger(Log log, EventIds ids, QuerySideProperties properties, Clock clock) {
        return new AllocationAccessLedger(new SystemEvents(log, ids), new StudyId(properties.study()), clock);
    }

    @Bean
    UnblindedAsking unblindedAsking(
            @Qualifier("unblindedViews") Views views,
            AudienceIndex audiences,
            AllocationAccessLedger accesses,
            Clock clock) {
        return new UnblindedAsking(new Asking(views, audiences, clock), accesses);
    }

    @Bean
    static SmartInitializingSingleton unblindedRoutes(
            QuestionRoutes routes, List<Question<Shown>> questions, ObjectProvider<UnblindedAsking> asking) {
        return () -> routes.mount(
                questions, (question, caller, asked) -> asking.getObject().answer(question, caller, asked));
    }
}
