package org.trialbook.benchmark.trial;

import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.trialbook.access.SignIn;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.BodyProblems;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.ArmSource;
import org.trialbook.simulation.CommandSide;
import org.trialbook.simulation.Fault;
import org.trialbook.simulation.FurtherReads;
import org.trialbook.simulation.Request;
import org.trialbook.store.Log;
import org.trialbook.trial.CommandSideApplication;
import org.trialbook.trial.DecidedActs;
import org.trialbook.trial.http.ActsInProcess;
import org.trialbook.trial.http.CommandSubmission;
import tools.jackson.databind.json.JsonMapper;

/// A command side in this process, on the plain files of a directory, in the demo: it decides what it is asked as a
/// server does, and nothing goes over HTTP.
final class InProcess implements CommandSide, ArmSource, FurtherReads, AutoCloseable {
    private final ConfigurableApplicationContext application;
    private final String study;
    private final ActsInProcess acts;
    private final BodyProblems bodies;
    private final JsonMapper mapper;
    private final WallClock wall;
    private final Log log;
    private final EventSealing sealing;
    private final Semaphore free;
    private final Map<String, Instant> signedIn = new ConcurrentHashMap<>();
    private final Map<String, String> seconds = new TreeMap<>();
    private final Map<String, String> adjudications = new TreeMap<>();
    private int furtherSeen;

    private InProcess(ConfigurableApplicationContext application, String study, int atOnce) {
        this.application = application;
        this.study = study;
        this.mapper = application.getBean(JsonMapper.class);
        this.bodies = new BodyProblems(mapper);
        this.wall = application.getBean(WallClock.class);
        this.log = application.getBean(Log.class);
        this.sealing = new EventSealing(application.getBean(BlindingKey.class));
        this.acts = new ActsInProcess(
                application.getBean(DecidedActs.class).all(),
                application.getBean(CommandSubmission.class),
                mapper,
                wall);
        this.free = new Semaphore(atOnce);
    }

    /// @param directory as a whole server's, with its keys and its demo beneath
    /// @param begins when the time of the trial begins
    /// @param atOnce how many acts are decided at a time
    static InProcess open(Path directory, String study, Instant begins, int atOnce) {
        SpringApplication application = new SpringApplication(FilesOfATrial.class, CommandSideApplication.class);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        return new InProcess(
                application.run(
                        "--spring.main.banner-mode=off",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--spring.profiles.active=demo",
                        "--trialbook.study=" + study,
                        "--trialbook.directory=" + directory,
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--trialbook.demo-begins=" + begins),
                study,
                atOnce);
    }

    Log log() {
        return log;
    }

    @Override
    public Answer post(Request request, Fault fault) {
        byte[] json = EventJson.mapper().writeValueAsBytes(request.body());
        free.acquireUninterruptibly();
        try {
            ResponseEntity<Object> said = acts.ask(
                    study,
                    request.path(),
                    new IdempotencyKey(request.key()),
                    json,
                    Staff.of(request.person()).caller(),
                    new SignIn(signedIn.computeIfAbsent(
                            request.person(), id -> wall.clock().instant())));
            return new Answer(said.getStatusCode().value(), headers(said), mapper.writeValueAsBytes(said.getBody()));
        } catch (HttpMessageNotReadableException e) {
            return answer(bodies.of(e));
        } catch (ProblemException e) {
            return answer(e.problem());
        } finally {
            free.release();
        }
    }

    private static HttpHeaders headers(ResponseEntity<Object> said) {
        Map<String, List<String>> headers = new TreeMap<>();
        said.getHeaders().forEach(headers::put);
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private Answer answer(Problem problem) {
        return new Answer(
                problem.status(),
                HttpHeaders.of(Map.of("Content-Type", List.of(Problem.MEDIA_TYPE)), (name, value) -> true),
                mapper.writeValueAsBytes(problem));
    }

    @Override
    public boolean takes(Fault fault) {
        return fault == Fault.NONE;
    }

    @Override
    public void signInAnew(String person) {
        signedIn.remove(person);
    }

    /// Out of the sealed record itself: this process has the key.
    @Override
    public String arm(String subject) {
        for (long position : log.positionsWithTag(EventTag.SUBJECT, subject)) {
            EventLine line = log.line(position);
            if (line.type().equals(name(SubjectRandomized.class))
                    && sealing.open(event(line), line.id()) instanceof SubjectRandomized randomized) {
                return randomized.arm().opened().value();
            }
        }
        throw new IllegalStateException(subject + " is not randomized");
    }

    @Override
    public synchronized Map<String, String> of(String purpose, int submitted, long position) {
        long[] all = log.positionsOf(name(FurtherReadRegistered.class));
        for (; furtherSeen < all.length; furtherSeen++) {
            if (event(log.line(all[furtherSeen])) instanceof FurtherReadRegistered further) {
                (further.purpose().equals("second") ? seconds : adjudications)
                        .put(further.read().value(), further.of().value());
            }
        }
        return new TreeMap<>(purpose.equals("second") ? seconds : adjudications);
    }

    private static String name(Class<? extends TrialEvent> type) {
        return EventTypes.nameOf(type).qualified();
    }

    private static TrialEvent event(EventLine line) {
        return EventJson.read(line.type(), line.version(), line.payload());
    }

    @Override
    public void close() {
        application.close();
    }
}
