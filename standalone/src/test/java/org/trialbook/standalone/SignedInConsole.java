package org.trialbook.standalone;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.trialbook.console.ConsoleApplication;
import org.trialbook.provider.DemoClient;
import org.trialbook.store.Log;

/// The console of a house. Everybody is signed in already, for one request and by a token of the house: its clock
/// stands still, so that nobody could sign in by the world's.
final class SignedInConsole implements AutoCloseable {

    private static final String PERSON = "X-Person";

    /// What is drawn anew for each page: the token that a form is known by, and the key of its act.
    private static final Pattern DRAWN = Pattern.compile("(name=\"(?:_csrf|key)\" value=\")[^\"]*\"");

    /// The token that every form of these sessions is known by, and as a page would carry it: masked, by nothing.
    private static final String TOKEN = "0".repeat(36);

    private static final String MASKED = Base64.getUrlEncoder()
            .encodeToString(("\0".repeat(TOKEN.length()) + TOKEN).getBytes(StandardCharsets.US_ASCII));

    private final House house;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext console;
    private final URI root;
    private volatile @Nullable PlantedInAPage planted;

    SignedInConsole(House house) {
        this.house = house;
        URI record = URI.create("http://127.0.0.1:" + house.port());
        var application = ConsoleApplication.application();
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("signedIn", FilterRegistrationBean.class, this::registration));
        DemoClient registered = house.bean(DemoClient.class);
        console = application.run(
                "--server.port=0",
                "--trialbook.console.study=HOT-CRT",
                "--trialbook.console.commands=" + record,
                "--trialbook.console.queries=" + record,
                "--trialbook.console.issuer=" + record,
                "--trialbook.console.client-id=" + registered.id(),
                "--trialbook.console.client-secret=" + registered.secret(),
                "--trialbook.console.id-token-algorithm=ES256");
        root = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(console.getEnvironment().getProperty("local.server.port")));
    }

    /// @param leak null for none
    void plant(@Nullable PlantedInAPage leak) {
        this.planted = leak;
    }

    /// The patterns of every page that is asked for by GET.
    Set<String> pages() {
        return patterns(RouteTable::isGet);
    }

    /// The patterns of every page that takes a form about the trial.
    Set<String> forms() {
        Set<String> patterns =
                patterns(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.POST));
        patterns.removeIf(pattern -> pattern.equals("/session"));
        return patterns;
    }

    private Set<String> patterns(Predicate<RequestMappingInfo> which) {
        Set<String> patterns = new TreeSet<>();
        console
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(which)
                .forEach(route -> patterns.addAll(route.getPatternValues()));
        patterns.removeIf(RouteTable::isTheFrameworks);
        return patterns;
    }

    House.Answer get(String person, String path) {
        return send(person, HttpRequest.newBuilder(root.resolve(path)).GET());
    }

    /// Sends a form of this person's, with a key of its own.
    House.Answer post(String person, String path, String key, Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.putAll(Map.of("_csrf", MASKED, "person", person, "key", key));
        return send(
                person,
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(all.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")))));
    }

    private House.Answer send(String person, HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(
                    request.header(PERSON, person)
                            .header("Accept", "text/html,*/*;q=0.8")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
            headers.remove("set-cookie");
            // Where the two houses are differs on its own: it is in the policy of what a form may lead to.
            headers.computeIfPresent(
                    "content-security-policy",
                    (name, policies) -> policies.stream()
                            .map(policy -> policy.replace(":" + house.port(), ""))
                            .toList());
            boolean page =
                    answer.headers().firstValue("content-type").orElse("").startsWith("text/html");
            return new House.Answer(
                    answer.statusCode(), headers, page ? withoutWhatIsDrawn(answer.body()) : answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] withoutWhatIsDrawn(byte[] page) {
        return DRAWN.matcher(new String(page, StandardCharsets.UTF_8))
                .replaceAll("$1drawn\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private FilterRegistrationBean<Filter> registration() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                PlantedInAPage leak = planted;
                if (leak == null) {
                    signIn(request, response, request.getHeader(PERSON));
                    chain.doFilter(request, response);
                } else {
                    signIn(request, response, leak.as(request));
                    ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
                    chain.doFilter(request, whole);
                    leak.into(
                            whole,
                            leak == PlantedInAPage.PAGE_SHOWS_HOW_LONG_THE_RECORD_IS
                                    ? Long.toString(house.bean(Log.class).size())
                                    : arm());
                    whole.copyBodyToResponse();
                }
                request.getSession().invalidate();
            }
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }

    /// As the house knows it.
    private String arm() {
        return house.get("statistician", "/api/v1/studies/HOT-CRT/unblinded/allocation")
                .json()
                .at("/allocation/0/arm")
                .asString();
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, String person) {
        new HttpSessionCsrfTokenRepository()
                .saveToken(new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", TOKEN), request, response);
        TestingAuthenticationToken signedIn = new TestingAuthenticationToken(person, "", "ROLE_USER");
        request.getSession()
                .setAttribute(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                        new SecurityContextImpl(signedIn));
        Instant now = Instant.now();
        console.getBean(OAuth2AuthorizedClientRepository.class)
                .saveAuthorizedClient(
                        new OAuth2AuthorizedClient(
                                Objects.requireNonNull(console.getBean(ClientRegistrationRepository.class)
                                        .findByRegistrationId("trialbook")),
                                person,
                                new OAuth2AccessToken(
                                        OAuth2AccessToken.TokenType.BEARER,
                                        house.token(person),
                                        now,
                                        now.plus(Duration.ofHours(1)))),
                        signedIn,
                        request,
                        response);
    }

    @Override
    public void close() {
        console.close();
        client.close();
    }
}
