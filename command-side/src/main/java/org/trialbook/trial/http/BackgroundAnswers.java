package org.trialbook.trial.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.Caller;
import org.trialbook.access.WallClock;
import org.trialbook.access.clock.ElapsedTime;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.token.TokenAgain;
import org.trialbook.trial.act.Background;

/// Answers that are asked for later: whoever sends `Prefer: respond-async` (RFC 7240) is told at once where the answer
/// will be, and finds there how far it is, and in the end the answer itself.
///
/// They are kept in the memory of this process: the last one of each person, for an hour. Nothing is lost with one:
/// what was recorded is in the record, and the same request with the same key gets the same receipt.
public final class BackgroundAnswers {
    /// Behind the address of an act.
    static final String ANSWERS = "/answers/";

    /// How many are worked on at once, of all people.
    private static final int AT_ONCE = 4;
    /// How many are kept, with those that are worked on. One may be as large as the file that it answers.
    private static final int KEPT = 20;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final Pattern ASYNC = Pattern.compile("(^|[,;])\\s*respond-async\\s*($|[,;])");

    private final Map<String, Later> ofPeople = new LinkedHashMap<>();
    private final TokenAgain tokens;
    private final Executor executor;
    private final RandomGenerator random;
    private final WallClock wall;
    private final ElapsedTime elapsed;

    /// @param executor works on them; as many threads as it is given
    /// @param random a `SecureRandom`: an address is guessed by nobody
    public BackgroundAnswers(
            TokenAgain tokens, Executor executor, RandomGenerator random, WallClock wall, ElapsedTime elapsed) {
        this.tokens = tokens;
        this.executor = executor;
        this.random = random;
        this.wall = wall;
        this.elapsed = elapsed;
    }

    /// Where an answer stands that is not there yet.
    ///
    /// @param decided how many rows of what was sent; of a request that is decided anew, because somebody else was
    ///     first, they are counted anew
    /// @param of how many there are; null before they are read
    record Running(
            String status,
            Instant begunAt,
            int decided,
            @Nullable Integer of) {}

    /// One answer, from when it was asked for.
    private final class Later implements Background {
        private final Caller caller;
        private final URI address;
        private final Runnable right;
        private final Instant begunAt = wall.clock().instant();
        private volatile Running running = new Running("running", begunAt, 0, null);
        private volatile @Nullable Ended ended;

        Later(Caller caller, URI address, Runnable right) {
            this.caller = caller;
            this.address = address;
            this.right = right;
        }

        @Override
        public void told(int decided, int of) {
            running = new Running("running", begunAt, decided, of);
        }

        @Override
        public void requireRight() {
            right.run();
        }
    }

    /// What it came to: the answer, or what is thrown where it is answered with a problem.
    private record Ended(
            long at,
            @Nullable ResponseEntity<Object> answer,
            @Nullable RuntimeException thrown) {}

    /// Answers now, or later where that is asked for.
    ResponseEntity<Object> answer(
            HttpServletRequest request, Caller caller, Function<Background, ResponseEntity<Object>> work) {
        boolean later = Collections.list(request.getHeaders("Prefer")).stream()
                .anyMatch(
                        prefer -> ASYNC.matcher(prefer.toLowerCase(Locale.ROOT)).find());
        if (!later) {
            return work.apply(Background.NONE);
        }
        Later asked;
        synchronized (ofPeople) {
            forgetOld();
            Problem against = against(caller);
            if (against != null) {
                return ResponseEntity.status(against.status())
                        .header(HttpHeaders.RETRY_AFTER, "5")
                        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                        .body(against);
            }
            makeRoom();
            byte[] drawn = new byte[16];
            random.nextBytes(drawn);
            URI address = URI.create(
                    request.getRequestURI() + ANSWERS + HexFormat.of().formatHex(drawn));
            asked = new Later(caller, address, tokens.of(request, caller));
            ofPeople.remove(caller.id());
            ofPeople.put(caller.id(), asked);
        }
        executor.execute(() -> work(asked, work));
        return running()
                .location(asked.address)
                .header("Preference-Applied", "respond-async")
                .body(asked.running);
    }

    /// Why one cannot be begun now.
    private @Nullable Problem against(Caller caller) {
        Later before = ofPeople.get(caller.id());
        if (before != null && before.ended == null) {
            return Problem.of(
                    "still-running",
                    "A request of the same person is being answered",
                    429,
                    "One at a time is answered later: wait until it is.");
        }
        boolean full =
                ofPeople.values().stream().filter(each -> each.ended == null).count() >= AT_ONCE;
        return full
                ? Problem.of(
                        "too-many-running",
                        "As many requests as there may be are being answered later",
                        503,
                        "Nothing was begun. Send the request again in a moment, or without Prefer.")
                : null;
    }

    private void work(Later asked, Function<Background, ResponseEntity<Object>> work) {
        Ended ended = new Ended(elapsed.nanos(), null, new IllegalStateException("there is no answer"));
        try {
            ended = new Ended(elapsed.nanos(), work.apply(asked), null);
        } catch (RuntimeException e) {
            ended = new Ended(elapsed.nanos(), null, e);
        } finally {
            asked.ended = ended;
        }
    }

    private void forgetOld() {
        long now = elapsed.nanos();
        ofPeople.values().removeIf(each -> {
            Ended ended = each.ended;
            return ended != null && now - ended.at() >= FORGOTTEN.toNanos();
        });
    }

    /// Forgets the oldest, where there are as many as are kept.
    private void makeRoom() {
        List<String> ended = ofPeople.entrySet().stream()
                .filter(each -> each.getValue().ended != null)
                .map(Map.Entry::getKey)
                .toList();
        ended.stream().limit(Math.max(0, ofPeople.size() - KEPT + 1)).forEach(ofPeople::remove);
    }

    /// How far it is, or the answer itself, as it would have been given at once.
    ///
    /// @throws RuntimeException what would have been answered with a problem then is answered so now;
    ///     where there is no such answer, or it is another's, that there is nothing at this path (404)
    ResponseEntity<Object> at(String address, Caller caller) {
        Later asked;
        synchronized (ofPeople) {
            forgetOld();
            asked = ofPeople.get(caller.id());
        }
        // Who acts for another site, or in another role, is somebody else.
        if (asked == null
                || !asked.address.getPath().equals(address)
                || asked.caller.role() != caller.role()
                || !Objects.equals(asked.caller.site(), caller.site())) {
            throw new ProblemException(Problems.noSuchPath());
        }
        Ended ended = asked.ended;
        if (ended == null) {
            return running().body(asked.running);
        }
        if (ended.thrown() != null) {
            throw ended.thrown();
        }
        return Objects.requireNonNull(ended.answer());
    }

    private static ResponseEntity.BodyBuilder running() {
        return ResponseEntity.accepted().header(HttpHeaders.RETRY_AFTER, "1");
    }
}
