package org.trialbook.trial.http;

import static org.trialbook.trial.http.OpenApiSchemas.object;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.access.clock.ClockSteppedException;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.problem.StaleSignInException;
import org.trialbook.event.MalformedIdException;
import org.trialbook.event.SiteId;
import org.trialbook.store.ClockBehindException;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.LogBusyException;
import org.trialbook.store.LogClosedException;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.store.UnsettledAppendException;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.publication.PublishProtocol;

/// What every act may be answered beside its receipt and its refusals, each with an example that the server's own code
/// wrote.
final class OpenApiAnswers {
    private static final Instant NOW = HotCrt.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private OpenApiAnswers() {}

    /// Status → the problems that come with it.
    static final Map<Integer, List<Problem>> PROBLEMS = problems();

    private static Map<Integer, List<Problem>> problems() {
        Map<Integer, List<Problem>> problems = new TreeMap<>();
        problems.put(
                400,
                List.of(
                        Problems.missingBody(),
                        Problems.malformedJson("It ends too early, in line 1, column 40."),
                        Problems.missingField("consentVersion"),
                        Problems.unknownField("arm", List.of("signedOn", "consentVersion", "occurredAt")),
                        Problems.repeatedField("occurredAt"),
                        Problems.wrongType("signedOn", "a day such as 2026-11-21"),
                        Problems.invalidField("consentVersion", "at most 40 characters"),
                        malformedId(),
                        OpenApiExamples.problem(Asked.ask(
                                PublishProtocol.class,
                                HotCrt.by(HotCrt.DATA_MANAGER),
                                HotCrt.STUDY,
                                new PublishProtocol.Body("study: ["))),
                        Problems.idempotencyKeyMissing(),
                        Problems.idempotencyKeyRepeated(),
                        Problems.idempotencyKeyMalformed(),
                        Problems.malformedRequest()));
        problems.put(
                401,
                List.of(
                        Problems.notSignedIn(),
                        Problems.tokenExpired(),
                        Problems.tokenInvalid("The token is not one of this study's identity provider."),
                        Problems.signedOut(),
                        new StaleSignInException(Duration.ofMinutes(5)).problem()));
        problems.put(403, List.of(Problems.notPermitted("The role monitor may not do this.")));
        problems.put(
                404,
                List.of(
                        NoSuchException.study().problem(),
                        NoSuchException.site().problem(),
                        NoSuchException.subject().problem(),
                        NoSuchException.read().problem()));
        problems.put(406, List.of(Problems.notAcceptable(List.of("application/json"))));
        problems.put(413, List.of(Problems.payloadTooLarge(65_536)));
        problems.put(415, List.of(Problems.unsupportedMediaType(List.of("application/json"))));
        problems.put(421, List.of(Problems.misdirected()));
        problems.put(429, List.of(Problems.tooManyRequests(2)));
        problems.put(500, List.of(Problems.unexpected("7f3a9c")));
        problems.put(
                503,
                List.of(
                        unavailable(new LogBusyException(100, 1_000_000)),
                        unavailable(new UnsettledAppendException(7, null)),
                        unavailable(new LogUnavailableException("no answer")),
                        unavailable(new LogClosedException("closed")),
                        unavailable(new DamagedLogException(7, "a hash differs")),
                        unavailable(new ClockBehindException(NOW, LATER)),
                        unavailable(new ClockSteppedException(new ClockWatch.Step(LATER, NOW, NOW)))));
        return problems;
    }

    private static Problem malformedId() {
        try {
            throw new AssertionError(new SiteId("1") + " is of the form");
        } catch (MalformedIdException e) {
            return Problems.malformedId(e);
        }
    }

    private static Problem unavailable(RuntimeException failure) {
        LogUnavailable told = LogUnavailable.of(failure);
        if (told == null || !(told.response().getBody() instanceof Problem problem)) {
            throw new AssertionError(failure + " is not told of");
        }
        return problem;
    }

    /// Name → the problem, as it is sent.
    static Map<String, Object> examples(List<Problem> problems) {
        Map<String, Object> examples = new LinkedHashMap<>();
        problems.forEach(problem -> examples.put(problem.name(), object("value", OpenApi.json(problem))));
        return examples;
    }
}
