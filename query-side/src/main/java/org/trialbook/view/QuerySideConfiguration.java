package org.trialbook.view;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.wiring.AccessConfiguration;
import org.trialbook.store.Log;
import org.trialbook.store.StoreConnection;
import org.trialbook.view.agreement.AgreementRollup;
import org.trialbook.view.bundle.BundleDownload;
import org.trialbook.view.bundle.BundleEndpoint;
import org.trialbook.view.bundle.RedactedBundleEndpoint;
import org.trialbook.view.casebook.CasebookProjection;
import org.trialbook.view.checkpoint.CheckpointEndpoint;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.checkpoint.SinceUnblinding;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.documents.DocumentFileEndpoint;
import org.trialbook.view.elsewhere.UnblindedElsewhereEndpoint;
import org.trialbook.view.forms.FormFileEndpoint;
import org.trialbook.view.hints.HintsEndpoint;
import org.trialbook.view.kit.KitProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.projection.ProjectionGroup;
import org.trialbook.view.projection.ProjectionProcessor;
import org.trialbook.view.projection.ProjectionRuntime;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.ViewPlace;
import org.trialbook.view.projection.Views;
import org.trialbook.view.protocol.ProposedVersionEndpoint;
import org.trialbook.view.queries.QueryProjection;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.AudienceIndex;
import org.trialbook.view.question.BlindedQuestions;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.readresults.ReadCountsRollup;
import org.trialbook.view.readresults.ReadProjection;
import org.trialbook.view.readresults.SubjectsOfReadsProjection;
import org.trialbook.view.replay.ReplayEndpoint;
import org.trialbook.view.sites.SiteProjection;
import org.trialbook.view.timeline.TimelineProjection;
import org.trialbook.view.tree.ProofEndpoint;
import org.trialbook.view.tree.SignedTree;
import org.trialbook.view.tree.TextEndpoint;
import org.trialbook.view.tree.TileEndpoint;
import org.trialbook.view.tree.WitnessStatus;
import org.trialbook.view.tree.WitnessesEndpoint;
import org.trialbook.view.unblindings.StudyUnblindingProjection;
import org.trialbook.view.unblindings.UnblindingProjection;
import org.trialbook.view.worklist.ReadMediaEndpoint;
import org.trialbook.view.worklist.WorkListProjection;

/// The query side, wired: an application imports this one class. What the application brings itself, such as a log
/// that it also writes, is used instead of ours; see [LastImports].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuerySideProperties.class)
@Import({
    AccessConfiguration.class,
    StoreAdvice.class,
    LastImports.class,
    ReadMediaEndpoint.class,
    FormFileEndpoint.class,
    ProposedVersionEndpoint.class,
    DocumentFileEndpoint.class,
    CheckpointEndpoint.class,
    TileEndpoint.class,
    TextEndpoint.class,
    ProofEndpoint.class,
    WitnessesEndpoint.class,
    BundleDownload.class,
    BundleEndpoint.class,
    RedactedBundleEndpoint.class,
    ReplayEndpoint.class
})
public class QuerySideConfiguration {

    /// The views that blinded roles may see, too. Raise the version when a fold or a view changes.
    public static final ProjectionGroup BLINDED = new ProjectionGroup(
            "blinded",
            true,
            12,
            List.of(
                    StudyProjection.STUDY,
                    SiteProjection.SITES,
                    SubjectProjection.SUBJECTS,
                    TimelineProjection.TIMELINES,
                    WorkListProjection.WORK_LIST,
                    ReadProjection.READS,
                    SubjectsOfReadsProjection.SUBJECTS_OF_READS,
                    KitProjection.KITS,
                    UnblindingProjection.UNBLINDINGS,
                    StudyUnblindingProjection.BLIND,
                    QueryProjection.QUERIES,
                    CasebookProjection.CASEBOOKS),
            List.of(ReadCountsRollup.READ_COUNTS, AgreementRollup.AGREEMENT),
            UnaryOperator.identity());

    /// This is checked before any bean is made: a process that must not start must not have opened anything.
    @Bean
    static BeanFactoryPostProcessor blindness(Environment environment) {
        return factory ->
                BlindProcess.check(Binder.get(environment).bindOrCreate("trialbook", QuerySideProperties.class));
    }

    @Bean
    static ViewsNode viewsNode() {
        byte[] name = new byte[8];
        new SecureRandom().nextBytes(name);
        return new ViewsNode("views-" + HexFormat.of().formatHex(name));
    }

    @Bean
    static TrialRecord trialRecord(Log log) {
        return new RecordOfLog(log);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(name = "blindedViewPlace")
    static MongoClient blindedViewsClient(QuerySideProperties properties) {
        return StoreConnection.open(properties.blindedUri());
    }

    @Bean
    @ConditionalOnMissingBean(name = "blindedViewPlace")
    static ViewPlace blindedViewPlace(
            @Qualifier("blindedViewsClient") MongoClient client, QuerySideProperties properties, ViewsNode node) {
        return ViewPlace.in(client.getDatabase(properties.views().blindedDatabase()), node.name());
    }

    @Bean
    static ProjectionRuntime blindedServing(
            TrialRecord record, @Qualifier("blindedViewPlace") ViewPlace place, Clock clock) {
        return ProjectionRuntime.of(BLINDED, record, place, clock);
    }

    @Bean
    static ProjectionProcessor blindedProcessor(@Qualifier("blindedServing") ProjectionRuntime serving) {
        return serving.processor();
    }

    @Bean
    static Views blindedViews(@Qualifier("blindedServing") ProjectionRuntime serving) {
        return serving.views();
    }

    @Bean
    static AudienceIndex audienceIndex(TrialRecord record) {
        return new AudienceIndex(record).caughtUp();
    }

    @Bean
    static Asking answers(@Qualifier("blindedViews") Views views, AudienceIndex audiences, Clock clock) {
        return new Asking(views, audiences, clock);
    }

    @Bean
    static HintsEndpoint hints(
            @Qualifier("answers") Asking asking, RoleKnowledge knowledge, QuerySideProperties properties) {
        return new HintsEndpoint(asking, knowledge, properties.hints().last());
    }

    @Bean
    @ConditionalOnProperty(name = "trialbook.blinded", havingValue = "true", matchIfMissing = true)
    static UnblindedElsewhereEndpoint unblindedElsewhere() {
        return new UnblindedElsewhereEndpoint();
    }

    @Bean
    static QuestionRoutes questionRoutes(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            ObjectProvider<Asking> answers) {
        QuestionRoutes routes = new QuestionRoutes(mapping);
        routes.mount(
                BlindedQuestions.all(),
                (question, caller, asked) -> answers.getObject().answer(question, caller, asked));
        return routes;
    }

    @Bean
    static SinceUnblinding sinceUnblinding(@Qualifier("blindedViews") Views views) {
        return new SinceUnblinding(views);
    }

    @Bean
    static WitnessStatus witnessStatus(QuerySideProperties properties, CheckpointSource checkpoints) {
        return new WitnessStatus(properties.witnessKeys(), checkpoints);
    }

    @Bean
    static SignedTree signedTree(Log log, CheckpointSource checkpoints) {
        return new SignedTree(log, checkpoints);
    }

    @Bean
    static ViewsHealth viewsHealthIndicator(List<ProjectionProcessor> processors, QuerySideProperties properties) {
        return new ViewsHealth(processors, properties.views().mostLag());
    }

    /// The meter does not count all events: that number would tell when something was recorded that nobody
    /// blinded is shown.
    @Bean
    static MeterBinder viewsMeters(List<ProjectionProcessor> processors) {
        return registry -> {
            for (ProjectionProcessor processor : processors) {
                Gauge.builder("trialbook.views.lag", processor, ProjectionProcessor::lag)
                        .description("Recorded events that are not in the views yet")
                        .tag("group", processor.group().name())
                        .register(registry);
            }
        };
    }
}
