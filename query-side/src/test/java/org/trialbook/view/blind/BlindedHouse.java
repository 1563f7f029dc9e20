package org.trialbook.view.blind;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.boot.webmvc.test.autoconfigure.SpringBootMockMvcBuilderCustomizer;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.problem.IncidentIds;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.Log;
import org.trialbook.view.QuerySideApplication;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.projection.ProjectionRuntime;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.ViewPlace;

/// A blinded query side as it is wired, filters and all, without a key, that is shown one history after another: every
/// bean of ours that leans on the log is made anew for each. A new endpoint needs no word here.
public final class BlindedHouse implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final AtomicInteger HISTORIES = new AtomicInteger();
    private static final NoteSigner SIGNER = NoteSigner.generate("trialbook.test/HOT-CRT", new SecureRandom());

    /// The beans that lean on the log, learnt from one that was started and closed: those are made anew for each
    /// history.
    private static @Nullable Set<String> ofTheLog;

    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());
    private final HistoryScope scope = new HistoryScope();
    private final Planting planting = new Planting();
    private final ConfigurableWebApplicationContext application;
    private final MockMvc mvc;
    private final Map<String, String> tokens = new HashMap<>();
    private final DemoIdentity identity;
    /// What it starts with.
    private final History first;

    private BlindedHouse(Path directory, Set<String> ofTheLog) {
        if (!Thread.holdsLock(BlindedHouse.class)) {
            throw new IllegalStateException("applications of one JVM start one after the other");
        }
        first = open(GeneratedTrial.pair(0, 4).one(), UnaryOperator.identity());
        scope.enter(first);
        SpringApplication starting = new SpringApplication(QuerySideApplication.class);
        starting.setDefaultProperties(Map.of("spring.main.allow-bean-definition-overriding", "true"));
        starting.addInitializers(context -> {
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
            beans.registerScope(HistoryScope.NAME, scope);
            register(beans, "clock", Clock.class, () -> CLOCK);
            register(beans, "logClient", MongoClient.class, () -> client);
            register(beans, "log", Log.class, () -> scope.current().log());
            register(beans, "inThisThread", WebMvcConfigurer.class, InThisThread::new);
            register(beans, "planting", FilterRegistrationBean.class, planting::registration);
            RootBeanDefinition knowledge = new RootBeanDefinition(RoleKnowledge.class, () -> (RoleKnowledge)
                    role -> planting.knowledge(beans.getBean("publishedKnowledge", PublishedKnowledge.class))
                            .of(role));
            knowledge.setPrimary(true);
            beans.registerBeanDefinition("plantedKnowledge", knowledge);
            context.addBeanFactoryPostProcessor(new PerHistory(scope, ofTheLog));
        });
        application = (ConfigurableWebApplicationContext) starting.run(
                "--server.port=0",
                "--spring.profiles.active=demo",
                "--trialbook.mongodb.uri=" + store.connectionString(),
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--trialbook.rate-limit.per-second=0",
                "--trialbook.hints.last=PT0S",
                // Times of filters: a third of the work, and nothing that depends on the record.
                "--management.observations.enable.spring.security=false",
                "--trialbook.blinded=true");
        identity = DemoIdentity.open(directory.resolve("demo"), CLOCK);
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(application);
        SpringBootMockMvcBuilderCustomizer filters = new SpringBootMockMvcBuilderCustomizer(application);
        filters.setPrint(MockMvcPrint.NONE);
        filters.customize(builder);
        mvc = builder.build();
    }

    private static <T> void register(
            DefaultListableBeanFactory beans, String name, Class<T> type, java.util.function.Supplier<T> supplier) {
        beans.registerBeanDefinition(name, new RootBeanDefinition(type, supplier));
    }

    /// One at a time: each start sets up the logging of the whole JVM, and takes down what was set up before.
    public static synchronized BlindedHouse start() {
        try {
            Path directory = Files.createTempDirectory("trialbook-blinded");
            return new BlindedHouse(directory, ofTheLog(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Set<String> ofTheLog(Path directory) {
        if (ofTheLog == null) {
            try (BlindedHouse plain = new BlindedHouse(directory, Set.of())) {
                ofTheLog = plain.leaningOn("log");
            }
            if (!ofTheLog.containsAll(List.of("answers", "signedTree", "blindedViews", "publishedKnowledge"))) {
                throw new IllegalStateException("what leans on the log was not found: " + ofTheLog);
            }
        }
        return ofTheLog;
    }

    /// Our beans that hold the bean, or hold one that does.
    private Set<String> leaningOn(String bean) {
        ConfigurableListableBeanFactory beans = application.getBeanFactory();
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(bean, "trialRecord", "signedCheckpoints", "blindedServing"));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (found.add(name)) {
                Arrays.stream(beans.getDependentBeans(name))
                        .filter(beans::containsBeanDefinition)
                        .filter(dependent -> ours(beans, dependent))
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static boolean ours(ConfigurableListableBeanFactory beans, String name) {
        BeanDefinition definition = beans.getMergedBeanDefinition(name);
        String type = definition.getBeanClassName();
        String factory = definition.getFactoryBeanName();
        return (type != null && type.startsWith("org.trialbook."))
                || (factory != null && factory.contains("trialbook"));
    }

    /// Replaces what stores, and makes the rest anew for each history.
    private record PerHistory(HistoryScope scope, Set<String> ofTheLog) implements BeanFactoryPostProcessor {
        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory) factory;
            register(
                    beans,
                    "trialRecord",
                    TrialRecord.class,
                    () -> scope.current().record());
            register(beans, "incidentIds", IncidentIds.class, () -> (IncidentIds) () -> "incident");
            RootBeanDefinition signed = new RootBeanDefinition(
                    CheckpointSource.class, () -> scope.current().checkpoints());
            signed.setPrimary(true);
            beans.registerBeanDefinition("signedCheckpoints", signed);
            register(beans, "blindedServing", ProjectionRuntime.class, () -> serving(scope.current()));
            for (String name : ofTheLog) {
                beans.getBeanDefinition(name).setScope(HistoryScope.NAME);
            }
        }

        private static ProjectionRuntime serving(History history) {
            ProjectionRuntime runtime =
                    ProjectionRuntime.of(QuerySideConfiguration.BLINDED, history.record(), ViewPlace.nowhere(), CLOCK);
            runtime.views().caughtUp();
            return runtime;
        }
    }

    /// What is written in pieces is written before the request is over.
    private static final class InThisThread implements WebMvcConfigurer {
        @Override
        public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
            configurer.setTaskExecutor(new TaskExecutorAdapter(new SyncTaskExecutor()));
        }
    }

    /// @param seen how the views see the record, such as with other boxes
    public History open(List<Deed> deeds, UnaryOperator<TrialRecord> seen) {
        return open(GeneratedTrial.story(deeds), deeds, seen);
    }

    public History open(Story story, List<Deed> deeds, UnaryOperator<TrialRecord> seen) {
        return new History(
                story,
                deeds,
                seen.apply(story),
                client.getDatabase("history_" + HISTORIES.incrementAndGet()),
                CLOCK,
                SIGNER);
    }

    public void enter(History history) {
        scope.enter(history);
        planting.enter(history);
    }

    public Planting planting() {
        return planting;
    }

    public ConfigurableWebApplicationContext application() {
        return application;
    }

    /// Asks as one of the demo's people, as programs do or, below no `/api/`, as browsers do.
    MockHttpServletResponse get(String person, String path, Map<String, String> headers) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(java.net.URI.create(path));
        request.header("Authorization", "Bearer " + token(person));
        headers.forEach(request::header);
        return send(request);
    }

    MockHttpServletResponse send(MockHttpServletRequestBuilder request) {
        try {
            MvcResult result = mvc.perform(request).andReturn();
            if (result.getRequest().isAsyncStarted()) {
                result = mvc.perform(MockMvcRequestBuilders.asyncDispatch(result))
                        .andReturn();
            }
            return result.getResponse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String token(String person) {
        return tokens.computeIfAbsent(
                person,
                id -> identity.token(DemoPeople.withId(id).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1)));
    }

    @Override
    public void close() {
        // Before the context, which closes the client that the first history's log still needs.
        first.close();
        application.close();
        client.close();
        store.close();
    }
}
