package org.trialbook.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.trialbook.access.SignIn;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.BodyProblems;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShares;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormInstance;
import org.trialbook.event.StudyId;
import org.trialbook.standalone.StandaloneApplication;
import org.trialbook.store.Log;
import org.trialbook.trial.DecidedActs;
import org.trialbook.trial.http.ActsInProcess;
import org.trialbook.trial.http.CommandSubmission;
import org.trialbook.view.casebook.CasebookProjection;
import org.trialbook.view.projection.AsOf;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.Views;
import org.trialbook.view.queries.QueryProjection;
import org.trialbook.view.replay.Replay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server on plain files, with a clock that the walk sets, asked in its process.
final class WalkedRecord implements AutoCloseable {
    static final String STUDY = "WALK";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SetClock clock;
    private final ConfigurableApplicationContext application;
    private final JsonMapper mapper;
    private final BodyProblems bodies;
    private final ActsInProcess acts;
    private final Log log;
    private final Views blinded;
    private final Views unblinded;

    /// What an act was answered.
    ///
    /// @param name `recorded`, or the problem's
    /// @param body the receipt or the problem
    record Said(String name, boolean repeated, JsonNode body) {}

    WalkedRecord(Path directory, Instant begins) {
        clock = new SetClock(begins);
        SpringApplication server = new SpringApplication(StandaloneApplication.class);
        server.setRegisterShutdownHook(false);
        server.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Clock.class, () -> clock);
            beans.registerBean(WallClock.class, () -> new WallClock(Clock.systemUTC()));
        });
        application = server.run(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.profiles.active=demo",
                "--logging.level.root=WARN",
                "--trialbook.blinded=false",
                "--trialbook.study=" + STUDY,
                "--trialbook.directory=" + directory,
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--trialbook.rate-limit.per-second=0");
        mapper = application.getBean(JsonMapper.class);
        bodies = new BodyProblems(mapper);
        log = application.getBean(Log.class);
        blinded = application.getBean("blindedViews", Views.class);
        unblinded = application.getBean("unblindedViews", Views.class);
        acts = new ActsInProcess(
                application.getBean(DecidedActs.class).all(),
                application.getBean(CommandSubmission.class),
                mapper,
                application.getBean(WallClock.class));
    }

    /// As the seed's party committed to it.
    String commitment(SeedParty party) {
        return application.getBean(SeedShares.class).of(party).orElseThrow().commitment(new StudyId(STUDY), party);
    }

    void passes(Duration time) {
        clock.now = clock.now.plus(time);
    }

    long size() {
        return log.size();
    }

    Said ask(Ask ask) {
        Map<String, Object> body = new HashMap<>(ask.body());
        if (ask.earlier()) {
            body.put("occurredAt", clock.now.minus(3, ChronoUnit.HOURS).toString());
        }
        Instant signedIn = Instant.now().minus(ask.freshlySignedIn() ? 0 : 60, ChronoUnit.MINUTES);
        try {
            ResponseEntity<Object> said = acts.ask(
                    STUDY,
                    ask.path(),
                    new IdempotencyKey(ask.key()),
                    mapper.writeValueAsBytes(body),
                    ask.person().caller(),
                    new SignIn(signedIn));
            JsonNode answer = mapper.valueToTree(said.getBody());
            boolean repeated = "true".equals(said.getHeaders().getFirst("Idempotency-Replayed"));
            return said.getStatusCode().value() == 201
                    ? new Said(PaperTrial.RECORDED, repeated, answer)
                    : new Said(name(answer), repeated, answer);
        } catch (ProblemException e) {
            return new Said(e.problem().name(), false, mapper.valueToTree(e.problem()));
        } catch (HttpMessageNotReadableException e) {
            return new Said(bodies.of(e).name(), false, mapper.valueToTree(bodies.of(e)));
        }
    }

    private static String name(JsonNode problem) {
        String type = problem.path("type").asString();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /// What questions are answered from is what a replay of the record says, and what stands on paper.
    void isAsOnPaper(PaperTrial paper) throws InterruptedException {
        long size = log.size();
        assertThat(unblinded.await(size, PATIENCE)).isTrue();
        for (Views views : List.of(blinded, unblinded)) {
            Replay.Report report = Replay.of(views);
            assertThat(report.position()).isEqualTo(size);
            assertThat(report.differences()).isEmpty();
        }
        blinded.ask(new AsOf.Now(), snapshot -> {
            paper.subjects.forEach((id, subject) -> assertThat(forms(snapshot, id, subject))
                    .as("the forms of %s, after %d events", id, size)
                    .isEqualTo(paperForms(subject)));
            paper.subjects.forEach((id, subject) -> assertThat(queries(snapshot, QueryProjection.QUERIES, id))
                    .as("the queries of %s, after %d events", id, size)
                    .isEqualTo(paperQueries(subject, false)));
            return "";
        });
        unblinded.ask(new AsOf.Now(), snapshot -> {
            paper.subjects.forEach((id, subject) -> assertThat(queries(snapshot, QueryProjection.SEALED_QUERIES, id))
                    .as("the sealed queries of %s, after %d events", id, size)
                    .isEqualTo(paperQueries(subject, true)));
            paper.subjects.forEach((id, subject) -> assertThat(answers(id, size))
                    .as("the answers of %s, after %d events", id, size)
                    .isEqualTo(paperAnswers(subject)));
            return "";
        });
    }

    private static Map<String, String> forms(Snapshot snapshot, String id, PaperSubject subject) {
        Map<String, String> statuses = new TreeMap<>();
        snapshot.one(CasebookProjection.CASEBOOKS, id).ifPresent(view -> {
            view.standing().forms().keySet().forEach(path -> statuses.put(path, "on no paper"));
            subject.forms
                    .keySet()
                    .forEach(place -> statuses.put(
                            place.path(),
                            view.standing()
                                    .status(FormInstance.at(place.path()))
                                    .storedName()));
        });
        return statuses;
    }

    private static Map<String, String> paperForms(PaperSubject subject) {
        Map<String, String> statuses = new TreeMap<>();
        subject.forms.keySet().forEach(place -> statuses.put(place.path(), subject.status(place)));
        return statuses;
    }

    private static Map<String, String> queries(Snapshot snapshot, QueryProjection of, String id) {
        Map<String, String> queries = new TreeMap<>();
        snapshot.one(of, id)
                .ifPresent(view -> view.queries()
                        .forEach((number, query) -> queries.put(
                                number,
                                query.status().storedName() + " "
                                        + query.asked().assignedTo())));
        return queries;
    }

    private static Map<String, String> paperQueries(PaperSubject subject, boolean sealed) {
        Map<String, String> queries = new TreeMap<>();
        subject.queries.stream()
                .filter(query -> query.sealed() == sealed)
                .forEach(query -> queries.put(query.number(), query.state() + " " + query.assigned()));
        return queries;
    }

    /// Form and item → answer, folded from the subject's events by what decisions are made of.
    private Map<String, String> answers(String id, long size) {
        TrialRecord record = unblinded.record();
        FormStates forms = new FormStates();
        for (long position : record.withTag(new EventTag(EventTag.SUBJECT, id), size)) {
            record.event(position)
                    .map(unblinded.group().unsealing())
                    .ifPresent(event -> forms.apply(new RecordedEvent(
                            event.event(),
                            event.position(),
                            record.leafHash(position),
                            event.recordedAt(),
                            event.occurredAt(),
                            event.actor())));
        }
        Map<String, String> answers = new TreeMap<>();
        for (FormInstance instance : forms.within(CasebookPlace.SUBJECT).values()) {
            FormState form = forms.form(instance).orElseThrow();
            answers.put(instance.path(), form.assessedOn().toString());
            form.answers().forEach((item, answer) -> answers.put(instance.path() + " " + item, answer.value()));
        }
        return answers;
    }

    private static Map<String, String> paperAnswers(PaperSubject subject) {
        Map<String, String> answers = new TreeMap<>();
        subject.forms.forEach((place, form) -> {
            answers.put(place.path(), form.on.toString());
            form.answers.forEach((item, answer) -> answers.put(place.path() + " " + item, answer));
        });
        return answers;
    }

    @Override
    public void close() {
        application.close();
    }

    private static final class SetClock extends Clock {
        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
