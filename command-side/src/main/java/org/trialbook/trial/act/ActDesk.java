package org.trialbook.trial.act;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.SignIn;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.blinding.SealedTooLongException;
import org.trialbook.event.EventJson;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.OversizedLineException;

/// Where requests become acts and results become answers: 201 with a receipt, 422 with the refusal.
public final class ActDesk {

    /// An act that keeps losing races for longer than this is told to come back.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// The longest event line, in bytes.
    private static final long EVENT_BYTES = 65_535;

    /// Whether the answer is that of an earlier request with the same key.
    private static final String REPLAYED = "Idempotency-Replayed";

    private final CommandGateway gateway;
    private final Receipts receipts;
    private final Clock clock;
    private final Clock wall;

    /// @param clock the time that is recorded
    /// @param wall by which sign-ins grow old and callers wait
    public ActDesk(CommandGateway gateway, Receipts receipts, Clock clock, WallClock wall) {
        this.gateway = gateway;
        this.receipts = receipts;
        this.clock = clock;
        this.wall = wall.clock();
    }

    /// What an endpoint received, before it is an act.
    ///
    /// @param target what the URL names beside study and act, such as the subject; a repeat must repeat it
    /// @param body the typed request
    /// @param occurredAt ISO 8601 with offset, and zone in brackets; null: now, UTC
    public record Received(
            org.trialbook.access.Act act,
            StudyId study,
            Object target,
            Caller caller,
            IdempotencyKey key,
            Object body,
            @Nullable String occurredAt) {}

    /// An act on a subject: the role first, then the place, then the act.
    public ResponseEntity<Object> onSubject(Received received, SubjectId subject, Function<ActContext, Act> act) {
        Permissions.require(received.caller(), received.act());
        Permissions.ownSubject(received.caller(), subject);
        return submit(received, act);
    }

    /// An act on a subject by somebody who has just signed in, and is shown something once.
    public ResponseEntity<Object> freshlyOnSubject(
            Received received, SignIn signIn, SubjectId subject, Function<ActContext, Act> act) {
        Permissions.require(received.caller(), received.act());
        Permissions.ownSubject(received.caller(), subject);
        Permissions.fresh(signIn, wall);
        return submit(received, act, ReceiptAndMore::of);
    }

    /// An act of a site.
    public ResponseEntity<Object> atSite(Received received, SiteId site, Function<ActContext, Act> act) {
        Permissions.require(received.caller(), received.act());
        Permissions.ownSite(received.caller(), site);
        return submit(received, act);
    }

    /// An act on the study or on a read.
    public ResponseEntity<Object> central(Received received, Function<ActContext, Act> act) {
        Permissions.require(received.caller(), received.act());
        return submit(received, act);
    }

    private ResponseEntity<Object> submit(Received received, Function<ActContext, Act> act) {
        return submit(received, act, (receipt, accepted) -> receipt);
    }

    private ResponseEntity<Object> submit(
            Received received, Function<ActContext, Act> act, BiFunction<Receipt, ActResult.Accepted, Object> body) {
        ActContext context = context(received);
        ActResult result;
        try {
            result = decided(() -> act.apply(context));
        } catch (SealedTooLongException e) {
            throw new ProblemException(Problems.invalidField(e.field(), "the text is too long"));
        } catch (OversizedLineException e) {
            throw new ProblemException(Problems.payloadTooLarge(EVENT_BYTES));
        } catch (RuntimeException e) {
            Unanswered unanswered = Unanswered.of(e);
            if (unanswered == null) {
                throw e;
            }
            return unanswered.response();
        }
        return switch (result) {
            case ActResult.Accepted accepted -> {
                Receipts.Told told = receipts.of(received.act().storedName(), context.commandKey(), received.caller());
                yield ResponseEntity.created(told.location())
                        .header(REPLAYED, Boolean.toString(accepted.repeated()))
                        // Said here, so that nobody weighs afterwards whether the caller takes it: it is recorded.
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body.apply(told.receipt(), accepted));
            }
            case ActResult.Declined declined -> refused(declined, received.caller());
            case ActResult.KeyReused ignored ->
                throw new ProblemException(Problem.of(
                        "idempotency-key-reused",
                        "The Idempotency-Key was used for another request",
                        422,
                        "A key belongs to one request. Choose a new key for a new request."));
        };
    }

    private ActContext context(Received received) {
        Instant now = clock.instant();
        return new ActContext(
                received.study(),
                received.caller(),
                now,
                OccurredAt.read(received.occurredAt(), now),
                "c" + sha256(received.caller().id() + "\n" + received.key()).substring(0, 32),
                sha256(received.act() + "\n" + received.target() + "\n" + content(received.body())));
    }

    /// The request's content as text. Half of a surrogate pair is no text: no line of the record can hold it.
    private static String content(Object body) {
        String content = EventJson.mapper().writeValueAsString(body);
        if (content.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new ProblemException(Problems.invalidField("(body)", "a text in it holds half of a character"));
        }
        return content;
    }

    /// Sends the act, again and again while others win the race for its boundary: each lost race means that something
    /// else was recorded, so somebody always makes progress. Each try makes its act anew: what an endpoint looks
    /// up for it may be what has just been recorded.
    private ActResult decided(Supplier<Act> act) {
        Instant deadline = wall.instant().plus(PATIENCE);
        while (true) {
            try {
                ActResult result = gateway.sendAndWait(act.get(), ActResult.class);
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
            }
        }
    }

    /// What lies beneath the framework's wrapping.
    private static RuntimeException known(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuntimeException e
                    && (e instanceof SealedTooLongException
                            || e instanceof OversizedLineException
                            || Unanswered.of(e) != null)) {
                return e;
            }
        }
        return thrown;
    }

    private static ResponseEntity<Object> refused(ActResult.Declined declined, Caller caller) {
        if (declined.name().equals("no-such-subject")) {
            throw NoSuchException.subject();
        }
        if (declined.name().equals("no-such-read")) {
            throw NoSuchException.read();
        }
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .header(REPLAYED, Boolean.toString(declined.decidedAt() != null))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .body(problem(declined, caller));
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
        return caller.role().blinded() || ofTheArm.isEmpty() ? problem : problem.with("unblindedEvidence", ofTheArm);
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
