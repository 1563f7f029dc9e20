package org.trialbook.access.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.ForEverybody;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.problem.Unforeseen;

/// Answers what failed before or outside the controllers, such as a URL that the firewall rejects.
@RestController
public final class ProblemErrorController implements ErrorController {

    private final Unforeseen unforeseen;

    public ProblemErrorController(Unforeseen unforeseen) {
        this.unforeseen = unforeseen;
    }

    @ForEverybody("says that something went wrong, and under which incident")
    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        // Asked for by name, rather than arrived at by an error, this path is like any other unknown one.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Problem problem = status == 500 ? unexpected(request) : Problems.ofStatus(status);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private Problem unexpected(HttpServletRequest request) {
        return unforeseen.problem(
                request,
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable known ? known : null);
    }
}
