package org.trialbook.provider;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.trialbook.access.demo.DemoPerson;

/// One of the demo's people who has just been clicked on. It lasts for one request: this provider remembers nobody, so
/// that every sign-in is a fresh one.
final class SignedInPerson extends AbstractAuthenticationToken {

    /// The framework wants to know by what somebody signed in; here it is by a click.
    private static final String FACTOR = "FACTOR_CLICK";

    private final transient DemoPerson person;
    private final transient Instant at;

    SignedInPerson(DemoPerson person, Instant at) {
        super(List.of(FactorGrantedAuthority.withAuthority(FACTOR).issuedAt(at).build()));
        this.person = person;
        this.at = at;
        setAuthenticated(true);
    }

    DemoPerson person() {
        return person;
    }

    /// When they signed in: the `auth_time` of every token that comes of it.
    Instant at() {
        return at;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return person;
    }

    @Override
    public String getName() {
        return person.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInPerson that && person.equals(that.person) && at.equals(that.at);
    }

    @Override
    public int hashCode() {
        return Objects.hash(person, at);
    }
}
