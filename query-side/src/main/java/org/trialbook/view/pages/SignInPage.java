package org.trialbook.view.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.ForEverybody;
import org.trialbook.access.Role;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.token.BrowserSessions;
import org.trialbook.access.token.CallerAuthentication;
import org.trialbook.access.token.HeaderOrCookieToken;
import org.trialbook.access.token.SignInProblems;
import org.trialbook.access.token.SignOuts;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.SealedContent;
import org.trialbook.view.QuerySideProperties;

/// `/signin` and `/signout`: puts a checked token into the cookie that pages are read with, and takes it out again.
@Controller
final class SignInPage {

    private static final Duration DEMO_TOKEN = Duration.ofHours(8);

    /// Browsers drop longer cookies without a word.
    private static final int LONGEST = 4_000;

    private final JwtDecoder tokens;
    private final SignOuts signOuts;
    private final BrowserSessions sessions;
    private final JwtAuthenticationProvider check;
    private final ObjectProvider<DemoIdentity> demo;
    private final ObjectProvider<RoleKnowledge> knowledge;
    private final StudyId study;

    /// @param demo there in the profile `demo` only
    SignInPage(
            JwtDecoder tokens,
            SignOuts signOuts,
            BrowserSessions sessions,
            ObjectProvider<DemoIdentity> demo,
            ObjectProvider<RoleKnowledge> knowledge,
            QuerySideProperties properties) {
        this.tokens = tokens;
        this.signOuts = signOuts;
        this.sessions = sessions;
        this.check = new JwtAuthenticationProvider(tokens);
        this.check.setJwtAuthenticationConverter(known -> CallerAuthentication.of(known, RoleKnowledge.NOTHING));
        this.demo = demo;
        this.knowledge = knowledge;
        this.study = new StudyId(properties.study());
    }

    /// The demo's people in one role.
    public record Cast(String role, boolean blinded, String reach, List<DemoPerson> people) {}

    @ForEverybody("the form to sign in with")
    @GetMapping(SignInProblems.SIGN_IN_PAGE)
    ModelAndView form() {
        return form(null);
    }

    /// @param person one of the demo's people
    /// @param token a token of the identity provider
    /// @throws ProblemException (403) when another site's page sent the form
    @ForEverybody("signs in")
    @PostMapping(SignInProblems.SIGN_IN_PAGE)
    ModelAndView signIn(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam @Nullable String person,
            @RequestParam @Nullable String token) {
        SameOrigin.require(request);
        try {
            String accepted = person != null ? demoToken(person) : checked(token);
            sessions.begin(accepted);
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, accepted).toString());
            return new ModelAndView(SeeOther.to("/"));
        } catch (ProblemException e) {
            return form(e.problem());
        }
    }

    @ForEverybody("signs out")
    @PostMapping("/signout")
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        SameOrigin.require(request);
        String token = HeaderOrCookieToken.toSignOut(request);
        if (token != null) {
            signOut(token);
        }
        ResponseCookie gone = cookie(request, "").mutate().maxAge(0).build();
        response.addHeader(HttpHeaders.SET_COOKIE, gone.toString());
        return new ModelAndView(SeeOther.to(SignInProblems.SIGN_IN_PAGE));
    }

    /// Taking the cookie away is not enough: the token would be as good as before to whoever has a copy.
    private void signOut(String token) {
        try {
            Instant expiry = tokens.decode(token).getExpiresAt();
            if (expiry != null) {
                signOuts.signOut(token, expiry);
            }
        } catch (JwtException e) {
            // A token that is not valid opens nothing, so there is nothing to sign out.
        }
    }

    private ModelAndView form(@Nullable Problem problem) {
        ModelAndView page = new ModelAndView("signin")
                .addObject("study", study.value())
                .addObject("problem", problem)
                .addObject("cast", demo.getIfAvailable() == null ? List.of() : cast());
        if (problem != null) {
            page.setStatus(HttpStatus.valueOf(problem.status()));
        }
        return page;
    }

    private List<Cast> cast() {
        List<Cast> cast = new ArrayList<>();
        for (Role role : Role.values()) {
            List<DemoPerson> people = DemoPeople.all().stream()
                    .filter(person -> person.role() == role)
                    .toList();
            if (!people.isEmpty()) {
                boolean blinded = !knowledge.getObject().of(role).contains(SealedContent.ALLOCATION);
                cast.add(new Cast(DisplayFormats.of(role.storedName()), blinded, reach(role), people));
            }
        }
        return cast;
    }

    private static String reach(Role role) {
        if (role == Role.READER) {
            return "Own reads only, by their codes.";
        }
        return role.atSite() ? "Own site only." : "All sites.";
    }

    private String demoToken(String id) {
        DemoIdentity identity = demo.getIfAvailable();
        DemoPerson person = DemoPeople.withId(id).orElse(null);
        if (identity == null || person == null) {
            throw new ProblemException(Problems.malformedParameter("person"));
        }
        return identity.token(person, study, DEMO_TOKEN);
    }

    private String checked(@Nullable String pasted) {
        if (pasted == null) {
            throw new ProblemException(Problems.missingParameter("token"));
        }
        String token = pasted.strip().replaceFirst("^Bearer +", "");
        if (token.length() > LONGEST) {
            throw new ProblemException(Problems.tokenInvalid(
                    "It is too long for a browser to keep: at most %d characters.".formatted(LONGEST)));
        }
        if (signOuts.contains(token)) {
            throw new ProblemException(Problems.signedOut());
        }
        try {
            if (check.authenticate(new BearerTokenAuthenticationToken(token)) instanceof CallerAuthentication known
                    && known.study().equals(study)) {
                return token;
            }
            throw NoSuchException.study();
        } catch (AuthenticationException e) {
            throw new ProblemException(SignInProblems.problem(e));
        } catch (IllegalArgumentException e) {
            // An empty token.
            throw new ProblemException(Problems.missingParameter("token"));
        }
    }

    private static ResponseCookie cookie(HttpServletRequest request, String token) {
        String path = request.getContextPath();
        return ResponseCookie.from(HeaderOrCookieToken.COOKIE, token)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .path(path.isEmpty() ? "/" : path)
                .build();
    }
}
