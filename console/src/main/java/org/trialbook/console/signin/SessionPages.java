package org.trialbook.console.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Where somebody comes who has signed out, or could not sign in; and how a page says that somebody is still there.
@Controller
class SessionPages {

    /// @param failed whether the provider sent somebody back without a sign-in
    @GetMapping(SigningOut.SIGNED_OUT)
    ModelAndView signedOut(@RequestParam @Nullable String failed) {
        return new ModelAndView("signed-out")
                .addObject("title", failed == null ? "Signed out" : "Not signed in")
                .addObject("failed", failed != null);
    }

    /// The filter of the idle limit has seen the request: nothing is left to do.
    @PostMapping(IdleLimit.LEFT)
    ResponseEntity<Void> stillThere() {
        return new ResponseEntity<>(HttpStatus.NO_CONTENT);
    }
}
