package org.trialbook.access.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.access.Caller;
import org.trialbook.access.clock.ElapsedTime;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.token.CallerAuthentication;

/// So many requests per second and caller, on this node: one caller's broken script mustn't keep the
/// others from their work. Who isn't signed in gets no further than the token check anyway.
public final class RateLimit extends OncePerRequestFilter {

    // This is more callers than a trial has staff. Beyond it, the least busy caller's count starts anew.
    private static final int MOST_CALLERS = 10_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();
    private final long perSecond;
    private final long burst;
    private final TimeMeter time;
    private final ProblemWriter writer;

    /// @param perSecond 0 for no limit
    /// @param burst how many requests a caller may have saved up, at least 1
    public RateLimit(long perSecond, long burst, ElapsedTime elapsed, ProblemWriter writer) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.time = new PassedTime(elapsed);
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CallerAuthentication current = CallerAuthentication.current();
        if (current == null) {
            chain.doFilter(request, response);
            return;
        }
        Caller caller = current.caller();
        request.setAttribute(AccessLog.CALLER, caller);
        if (perSecond == 0) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = buckets.get(caller.id(), id -> bucket()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        long seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), 1_000_000_000L);
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        writer.write(response, Problems.tooManyRequests(seconds));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /// The time that passes counts, not the clock's time: a clock that is set back would keep everybody waiting
    /// until it has caught up.
    private record PassedTime(ElapsedTime elapsed) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return elapsed.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
