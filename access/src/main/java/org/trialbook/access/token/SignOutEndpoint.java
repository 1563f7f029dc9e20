package org.trialbook.access.token;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.ForEverybody;

/// `POST /signout`: ends the token that it is sent with. To forget a token is not enough: it would be as good as before
/// to whoever has a copy.
@RestController
public final class SignOutEndpoint {

    private final JwtDecoder tokens;
    private final SignOuts signOuts;

    public SignOutEndpoint(JwtDecoder tokens, SignOuts signOuts) {
        this.tokens = tokens;
        this.signOuts = signOuts;
    }

    @ForEverybody("ends the caller's own token, and shows nothing")
    @PostMapping("/signout")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        String token = HeaderToken.of(request);
        Instant expiry = token == null ? null : tokens.decode(token).getExpiresAt();
        if (token != null && expiry != null) {
            signOuts.signOut(token, expiry);
        }
        return new ResponseEntity<>(HttpStatus.NO_CONTENT);
    }
}
