package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.trialbook.console.record.RecordAwayException;
import org.trialbook.console.record.RecordProblemException;
import org.trialbook.console.record.SignInOverException;
import org.trialbook.console.signin.SignInAgain;

/// What a page says when the record does not answer it.
@ControllerAdvice
class ProblemView {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemView.class);

    private final PageMaker pages;
    private final SignInAgain again;

    ProblemView(PageMaker pages, SignInAgain again) {
        this.pages = pages;
        this.again = again;
    }

    @ExceptionHandler
    ModelAndView refused(RecordProblemException e, HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/unblinded/")
                && e.answer().problem().equals("no-such-path")) {
            return page(
                    e.answer().status(),
                    "This process shows no arm",
                    "The record that this console asks holds no key. Ask where the unblinded side is served.");
        }
        return page(
                e.answer().status(),
                e.answer().body().path("type").asString(""),
                e.answer().body().path("title").asString("The record did not answer"),
                e.answer().body().path("detail").asString(""));
    }

    @ExceptionHandler
    @Nullable
    ModelAndView over(SignInOverException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (again.justSignedIn(request)) {
            // Another sign-in would not help, and would come back here at once.
            return page(
                    HttpStatus.FORBIDDEN.value(),
                    "The record does not take your sign-in",
                    "It says: " + PageWords.words(e.getMessage() == null ? "" : e.getMessage()) + ".");
        }
        again.leave(request, response);
        return null;
    }

    @ExceptionHandler
    ModelAndView away(RecordAwayException e) {
        LOG.warn("the record could not be reached: {}", e.getMessage());
        return page(
                HttpStatus.SERVICE_UNAVAILABLE.value(),
                "The record can’t be reached",
                "Nothing was lost or changed. Try again in a moment.");
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ModelAndView nowhere() {
        return page(HttpStatus.NOT_FOUND.value(), "There is no such page", "Go on from the list at the left.");
    }

    @ExceptionHandler({InvalidParameterException.class, TypeMismatchException.class})
    ModelAndView undecodable() {
        return page(
                HttpStatus.BAD_REQUEST.value(), "This address can’t be read", "Something in it is not as it was sent.");
    }

    /// The message is left out of the log: it may repeat what somebody typed.
    @ExceptionHandler
    ModelAndView unexpected(RuntimeException e) {
        LOG.error(
                "a page could not be made: {} at {}",
                e.getClass().getName(),
                e.getStackTrace().length == 0
                        ? "?"
                        : Arrays.asList(e.getStackTrace()).subList(0, Math.min(8, e.getStackTrace().length)));
        return page(
                HttpStatus.INTERNAL_SERVER_ERROR.value(),
                "This did not work",
                "Something went wrong on our side. What you typed was kept, and nothing is recorded twice.");
    }

    private ModelAndView page(int status, String title, String detail) {
        return page(status, "", title, detail);
    }

    private ModelAndView page(int status, String type, String title, String detail) {
        ModelAndView page = new ModelAndView("problem")
                .addObject("status", status)
                .addObject("type", type)
                .addObject("title", title)
                .addObject("detail", detail)
                .addObject("frame", frame());
        page.setStatus(HttpStatus.valueOf(status));
        return page;
    }

    /// Without one where the record does not even say who somebody is.
    private @Nullable PageFrame frame() {
        try {
            return pages.frame();
        } catch (RecordProblemException | RecordAwayException | SignInOverException e) {
            return null;
        }
    }
}
