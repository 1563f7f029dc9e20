package org.trialbook.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.wiring.AccessConfiguration;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;

/// What an application looks like to this module: it imports one class, and its controllers take callers
/// and keys as parameters. Subject 01-001 exists, and 02-001 does.
@SpringBootApplication
@ComponentScan(useDefaultFilters = false)
@Import({
    AccessConfiguration.class,
    SmallApplication.Asked.class,
    SmallApplication.Desk.class,
    SmallApplication.RecordVisit.class,
    SmallApplication.Refuse.class,
    SmallApplication.Unblind.class,
    SmallApplication.Fail.class
})
class SmallApplication {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    enum Outcome {
        DONE,
        MISSED
    }

    record Reading(String item, BigDecimal value) {}

    record Form(
            LocalDate date,
            Outcome outcome,
            int pulse,
            List<Reading> readings,
            @Nullable SiteId site,
            @Nullable String reason) {}

    private static final List<String> EXISTING = List.of("01-001", "02-001");

    @RestController
    static class RecordVisit implements Permitted {
        @Override
        public Permission permission() {
            return new Permission("record-visit", Set.of(Role.COORDINATOR, Role.INVESTIGATOR));
        }

        @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/record-visit")
        @ResponseStatus(HttpStatus.CREATED)
        Form recordVisit(@PathVariable SubjectId subject, Caller caller, IdempotencyKey key, @RequestBody Form form) {
            Permissions.require(caller, permission());
            Permissions.ownSubject(caller, subject);
            requireExisting(subject);
            return form;
        }
    }

    @RestController
    static class Refuse implements Permitted {
        @Override
        public Permission permission() {
            return new Permission("refuse", Set.of(Role.COORDINATOR, Role.INVESTIGATOR));
        }

        @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/refuse")
        void refuse(@PathVariable SubjectId subject) {
            throw new ProblemException(Problem.refusal("already-withdrawn", "The subject has withdrawn", "Since when.")
                    .with("since", "2026-11-21"));
        }
    }

    @RestController
    static class Unblind implements Permitted {
        @Override
        public Permission permission() {
            return new Permission("sign-anew", Set.of(Role.INVESTIGATOR));
        }

        @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/sign-anew")
        String unblind(@PathVariable SubjectId subject, Caller caller, SignIn signIn) {
            Permissions.require(caller, permission());
            Permissions.ownSubject(caller, subject);
            Permissions.fresh(signIn, Clock.systemUTC());
            return "unblinded";
        }
    }

    @RestController
    static class Fail implements Permitted {
        @Override
        public Permission permission() {
            return new Permission("fail", Set.of(Role.INVESTIGATOR));
        }

        @PostMapping("/api/v1/studies/{study}/subjects/{subject}/acts/fail")
        String fail(@PathVariable SubjectId subject) {
            throw new IllegalStateException("the arm is CS", new IllegalArgumentException("subject 01-001"));
        }
    }

    @RestController
    static class Asked implements Answering {
        private static final QuestionPermission OVERVIEW = QuestionPermission.of("overview", Role.SPONSOR)
                .and(Role.SITE_STAFF)
                .and(Role.OVERSIGHT);
        private static final QuestionPermission TIMELINE =
                QuestionPermission.of("timeline").and(Role.SITE_STAFF).and(Role.OVERSIGHT);

        @Override
        public Set<QuestionPermission> questions() {
            return Set.of(OVERVIEW, TIMELINE);
        }

        @GetMapping("/api/v1/studies/{study}/subjects/{subject}")
        String subject(@PathVariable SubjectId subject, Caller caller) {
            Permissions.require(caller, TIMELINE);
            Permissions.ownSubject(caller, subject);
            requireExisting(subject);
            return subject.value();
        }

        @GetMapping("/api/v1/studies/{study}/sites/{site}")
        String site(@PathVariable SiteId site, Caller caller) {
            Permissions.ownSite(caller, site);
            throw NoSuchException.site();
        }

        @GetMapping("/api/v1/studies/{study}/overview")
        Caller overview(Caller caller, @RequestParam(defaultValue = "0") long asOf) {
            Permissions.require(caller, OVERVIEW);
            return caller;
        }

        /// Somebody who was signed out after the filters had let them in, as while a long answer is made.
        @GetMapping("/api/v1/studies/{study}/since-signed-out")
        String sinceSignedOut() {
            throw new ProblemException(Problems.signedOut());
        }

        @GetMapping("/checkpoint")
        String checkpoint() {
            return "checkpoint";
        }
    }

    @RestController
    static class Desk {

        @ForEverybody("fails")
        @GetMapping("/api/v1/studies/{study}/fault")
        String fault() {
            throw new IllegalStateException("the arm is CS", new IllegalArgumentException("subject 01-001"));
        }

        /// Nobody has said whom it is for.
        @GetMapping("/api/v1/studies/{study}/forgotten")
        String forgotten() {
            return "what nobody was to see";
        }

        /// An act that nobody has declared.
        @PostMapping("/api/v1/studies/{study}/acts/tell-the-arm")
        String unknownAct() {
            return "what nobody was to see";
        }
    }

    private static void requireExisting(SubjectId subject) {
        if (!EXISTING.contains(subject.value())) {
            throw NoSuchException.subject();
        }
    }
}
