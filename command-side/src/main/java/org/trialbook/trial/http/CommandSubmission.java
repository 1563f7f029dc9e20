package org.trialbook.trial.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.blinding.SealedTooLongException;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.OversizedLineException;
import org.trialbook.store.OversizedAppendException;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.ActResult;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Background;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.ShuffleKey;
import org.trialbook.trial.http.RequestBodies.Sent;
import tools.jackson.databind.node.ObjectNode;

/// Where requests become commands and results become answers: 201 with a receipt, 422 with the refusal.
public final class CommandSubmission {

    /// A command that keeps losing races for longer than this is told to come back.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// The longest event line, in bytes.
    private static final long EVENT_BYTES = 65_535;

    /// Whether the answer is that of an earlier request with the same key.
    private static final String REPLAYED = "Idempotency-Replayed";

    /// What a question takes as `after`, to be answered with what the act has recorded.
    private static final String AFTER = "X-Record-After";

    private final CommandGateway gateway;
    private final RepeatedRequests repeated;
    private final Clock clock;
    private final Clock wall;
    private final RandomGenerator random;

    /// @param clock the time that is recorded
    /// @param wall by which callers wait
    /// @param random a `SecureRandom` wherever the record is real
    public CommandSubmission(
            CommandGateway gateway, RepeatedRequests repeated, Clock clock, WallClock wall, RandomGenerator random) {
        this.gateway = gateway;
        this.repeated = repeated;
        this.clock = clock;
        this.wall = wall.clock();
        this.random = random;
    }

    /// What an endpoint received of somebody who may act here.
    ///
    /// @param target as the address names it; a repeat must repeat it
    record Received<T, B>(Act<T, B, ?> act, StudyId study, T target, Caller caller, IdempotencyKey key, Sent<B> sent) {}

    /// @param background who is told how far it is, where nobody waits for it
    <T, B> ResponseEntity<Object> submit(Received<T, B> received, Background background) {
        CommandContext context = context(received, background);
        ActResult result;
        try {
            result = decided(received, context);
        } catch (SealedTooLongException e) {
            throw new ProblemException(Problems.invalidField(e.field(), "the text is too long"));
        } catch (OversizedLineException e) {
            throw new ProblemException(Problems.payloadTooLarge(EVENT_BYTES));
        } catch (OversizedAppendException e) {
            throw new ProblemException(Problem.of(
                            "too-much-at-once",
                            "The act would record too much at once",
                            413,
                            "What an act records is recorded as a whole, and the log takes at most %d bytes of it."
                                    .formatted(e.mostBytes()))
                    .with("limit", e.mostBytes()));
        } catch (RuntimeException e) {
            LogUnavailable unavailable = LogUnavailable.of(e);
            if (unavailable == null) {
                throw e;
            }
            return unavailable.response();
        }
        return switch (result) {
            case ActResult.Accepted accepted -> {
                RepeatedRequests.Told told = repeated.of(received.act(), context.commandKey(), received.caller());
                if (received.act().showsOnce()) {
                    showOnce(told.receipt(), accepted);
                }
                yield ResponseEntity.created(told.location())
                        .header(REPLAYED, Boolean.toString(accepted.repeated()))
                        .headers(headers -> {
                            if (told.after() != null) {
                                headers.set(AFTER, told.after());
                            }
                        })
                        // Said here, so that nobody weighs afterwards whether the caller takes it: it is recorded.
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(told.receipt());
            }
            case ActResult.Declined declined -> refused(declined, received);
            case ActResult.KeyReused _ -> throw new ProblemException(keyReused());
        };
    }

    /// A repeat of the request gets the receipt and is told that it was shown: whoever lost the answer asks where the
    /// arm may be seen, and is recorded there.
    private static void showOnce(ObjectNode receipt, ActResult.Accepted accepted) {
        if (accepted.repeated()) {
            receipt.put("shownBefore", true);
        } else {
            receipt.set("shown", EventJson.mapper().valueToTree(accepted.shownOnce()));
        }
    }

    private <T, B> CommandContext context(Received<T, B> received, Background background) {
        Instant now = clock.instant();
        String name = received.act().name();
        return new CommandContext(
                received.study(),
                received.caller(),
                now,
                OccurredAt.read(received.sent().occurredAt(), now),
                "c" + sha256(received.caller().id() + "\n" + received.key()).substring(0, 32),
                sha256(name + "\n" + received.target() + "\n" + content(received.sent())),
                draw(),
                background);
    }

    /// The request's content as text. Half of a surrogate pair is no text: no line of the record can hold it.
    private static String content(Sent<?> sent) {
        ObjectNode said = EventJson.mapper().valueToTree(sent.body());
        said.put(RequestBodies.OCCURRED_AT, sent.occurredAt());
        String content = EventJson.mapper().writeValueAsString(said);
        if (content.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new ProblemException(Problems.invalidField("(body)", "a text in it holds half of a character"));
        }
        return content;
    }

    /// Sends the command, again and again while others win the race for its boundary: each lost race means that
    /// something else was recorded, so somebody always makes progress. Each try draws anew: what was drawn may be
    /// what has just been recorded.
    private <T, B> ActResult decided(Received<T, B> received, CommandContext context) {
        Instant deadline = wall.instant().plus(PATIENCE);
        CommandContext drawn = context;
        while (true) {
            Command<T, B> command =
                    new Command<>(drawn, received.target(), received.sent().body());
            try {
                ActResult result = gateway.sendAndWait(Acts.message(received.act(), command), ActResult.class);
                if (result == null) {
                    throw new IllegalStateException("an act came to nothing");
                }
                return result;
            } catch (RuntimeException e) {
                RuntimeException cause = known(e);
                if (!(cause instanceof AppendEventsTransactionRejectedException)
                        || wall.instant().isAfter(deadline)) {
                    throw cause;
                }
                drawn = drawn.drawing(draw());
            }
        }
    }

    /// What lies beneath the framework's wrapping.
    private static RuntimeException known(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuntimeException e
                    && (e instanceof SealedTooLongException
                            || e instanceof OversizedLineException
                            || e instanceof OversizedAppendException
                            || e instanceof ProblemException
                            || LogUnavailable.of(e) != null)) {
                return e;
            }
        }
        return thrown;
    }

    private static ResponseEntity<Object> refused(ActResult.Declined declined, Received<?, ?> received) {
        if (declined.hidden()) {
            throw received.act().target().none().get();
        }
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .header(REPLAYED, Boolean.toString(declined.decidedAt() != null))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .body(problem(declined, received.caller()));
    }

    /// As it is answered to the caller.
    static Problem problem(Refusal refusal, Caller caller) {
        return problem(ActResult.Declined.of(refusal), caller);
    }

    static Problem keyReused() {
        return Problem.of(
                "idempotency-key-reused",
                "The Idempotency-Key was used for another request",
                422,
                "A key belongs to one request. Choose a new key for a new request.");
    }

    private ShuffleKey draw() {
        byte[] drawn = new byte[32];
        random.nextBytes(drawn);
        return ShuffleKey.of(drawn);
    }

    /// A refusal that comes from the record says so: what stood against the act then may be gone by now.
    private static Problem problem(ActResult.Declined declined, Caller caller) {
        String detail = declined.decidedAt() == null
                ? declined.rule()
                : ("%s The request with this Idempotency-Key was refused at %s, and that answer is repeated;"
                                + " a new key asks again.")
                        .formatted(declined.rule(), declined.decidedAt());
        Problem problem = Problem.refusal(declined.name(), "The act is refused", detail)
                .with("evidence", new TreeMap<>(declined.evidence()));
        if (declined.decidedAt() != null) {
            problem = problem.with("decidedAt", declined.decidedAt());
        }
        Map<String, String> ofTheArm = new TreeMap<>(declined.sealedEvidence());
        // Absent for every blinded caller, whether or not there is such evidence.
        return caller.blinded() || ofTheArm.isEmpty() ? problem : problem.with("unblindedEvidence", ofTheArm);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
