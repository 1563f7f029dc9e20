package org.trialbook.provider;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;

/// Shows the demo's people, each as a link back to the authorization request with `person` in it, and takes whoever
/// asks with such a link for that person. Anybody may be anybody here: it is a demo.
final class PeopleFilter extends OncePerRequestFilter {

    /// Where somebody is sent who asks for a code and is nobody yet.
    static final String PEOPLE = "/demo/people";

    static final String STYLE = "/demo/people.css";

    static final String AUTHORIZE = "/oauth2/authorize";

    private static final String PERSON = "person";

    private final Clock clock;

    PeopleFilter(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(PEOPLE)) {
            show(request, response);
            return;
        }
        if (request.getRequestURI().equals(STYLE)) {
            response.setContentType("text/css");
            response.getOutputStream().write(style());
            return;
        }
        String asked = request.getParameter(PERSON);
        Optional<DemoPerson> person = asked == null ? Optional.empty() : DemoPeople.withId(asked);
        if (request.getRequestURI().equals(AUTHORIZE) && person.isPresent()) {
            SecurityContextHolder.setContext(
                    new SecurityContextImpl(new SignedInPerson(person.get(), clock.instant())));
        }
        chain.doFilter(request, response);
    }

    private static void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Language", "en");
        response.getWriter().write(page(request.getQueryString(), request.getParameter("login_hint")));
    }

    private static byte[] style() throws IOException {
        try (InputStream style = Objects.requireNonNull(
                PeopleFilter.class.getResourceAsStream("people.css"), "people.css is on the class path")) {
            return style.readAllBytes();
        }
    }

    private static String page(@Nullable String query, @Nullable String hint) {
        List<DemoPerson> people = new ArrayList<>(DemoPeople.all());
        Optional<DemoPerson> again = hint == null ? Optional.empty() : DemoPeople.withId(hint);
        again.ifPresent(people::remove);
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>Who are you? · Trialbook demo</title><link rel="stylesheet" href="/demo/people.css"></head>
                <body><main><h1>Who are you?</h1>
                <p>These are the demo’s people. Choose one to sign in: none has a password, and none is real.</p>
                """);
        again.ifPresent(person ->
                page.append("<h2>Again as</h2><ul>").append(link(person, query)).append("</ul>"));
        page.append(again.isPresent() ? "<h2>Somebody else</h2><ul>" : "<ul>");
        people.forEach(person -> page.append(link(person, query)));
        return page.append("</ul></main></body></html>").toString();
    }

    private static String link(DemoPerson person, @Nullable String query) {
        String href = UriComponentsBuilder.fromPath(AUTHORIZE)
                .query(query == null ? "" : query)
                .replaceQueryParam(PERSON, person.id())
                .build()
                .toUriString();
        String role = person.role().storedName() + (person.site() == null ? "" : ", site " + person.site());
        return "<li><a id=\"%s\" href=\"%s\"><strong>%s</strong><span>%s</span><small>%s</small></a></li>%n"
                .formatted(
                        HtmlUtils.htmlEscape(person.id()),
                        HtmlUtils.htmlEscape(href),
                        HtmlUtils.htmlEscape(person.name()),
                        HtmlUtils.htmlEscape(role),
                        person.caller().blinded() ? "blinded" : "knows the arm");
    }
}
