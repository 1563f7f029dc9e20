package org.trialbook.access.token;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.SignIn;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;

/// A caller whose token was checked, and the study it was issued for. The token itself isn't kept.
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;
    private final transient StudyId study;
    private final transient SignIn signIn;
    private final transient Instant issuedAt;

    /// @param issuedAt the token's `iat`
    public CallerAuthentication(Caller caller, StudyId study, SignIn signIn, Instant issuedAt) {
        super(List.of());
        this.caller = caller;
        this.study = study;
        this.signIn = signIn;
        this.issuedAt = issuedAt;
        setAuthenticated(true);
    }

    /// @param knowledge what the study's protocol lets a role know
    /// @throws IllegalArgumentException when the claims don't make a caller
    public static CallerAuthentication of(Jwt token, RoleKnowledge knowledge) {
        String site = text(token, "site");
        Role role = Role.named(required(token, "role")).orElseThrow(() -> new IllegalArgumentException("no such role"));
        Caller caller = new Caller(
                        required(token, "sub"), required(token, "name"), role, site == null ? null : new SiteId(site))
                .knowing(knowledge);
        Instant issued = token.getIssuedAt();
        if (issued == null) {
            throw new IllegalArgumentException("the claim iat is missing");
        }
        return new CallerAuthentication(
                caller, new StudyId(required(token, "study")), new SignIn(signedInAt(token)), issued);
    }

    /// Who makes the current request, or null when nobody is signed in.
    public static @Nullable CallerAuthentication current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? known
                : null;
    }

    public Caller caller() {
        return caller;
    }

    public StudyId study() {
        return study;
    }

    public SignIn signIn() {
        return signIn;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that
                && caller.equals(that.caller)
                && study.equals(that.study)
                && signIn.equals(that.signIn)
                && issuedAt.equals(that.issuedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(caller, study, signIn, issuedAt);
    }

    private static String required(Jwt token, String claim) {
        String value = text(token, claim);
        if (value == null) {
            throw new IllegalArgumentException("the claim " + claim + " is missing");
        }
        return value;
    }

    /// OpenID Connect Core 1.0, section 2: seconds since 1970.
    private static @Nullable Instant signedInAt(Jwt token) {
        Object value = token.getClaims().get("auth_time");
        return switch (value) {
            case null -> null;
            case Instant instant -> instant;
            case Number seconds when seconds.doubleValue() == seconds.longValue() -> at(seconds.longValue());
            default -> throw new IllegalArgumentException("the claim auth_time is no time");
        };
    }

    private static Instant at(long seconds) {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the claim auth_time is no time", e);
        }
    }

    private static @Nullable String text(Jwt token, String claim) {
        Object value = token.getClaims().get(claim);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("the claim " + claim + " is not text");
        }
        return (String) value;
    }
}
