package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A browser as far as it is needed: it keeps cookies, follows where it is sent, and sends forms as they are. It
/// runs no script.
final class HttpVisitor implements AutoCloseable {

    private static final Pattern HIDDEN = Pattern.compile("name=\"(_csrf|key|person)\" value=\"([^\"]*)\"");

    final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Opens a page, and clicks on a person where it is asked who one is.
    HttpResponse<String> signIn(URI page, String person) throws IOException, InterruptedException {
        HttpResponse<String> people = get(page);
        assertThat(people.uri().getPath()).isEqualTo("/demo/people");
        return get(
                URI.create(people.uri().toString().replace("/demo/people", "/oauth2/authorize") + "&person=" + person));
    }

    /// Sends the form of a page to its own address, with what the page hid in it.
    ///
    /// @param fields name → texts, as a browser sends boxes that are ticked
    HttpResponse<String> send(HttpResponse<String> page, Map<String, List<String>> fields)
            throws IOException, InterruptedException {
        String form = page.body().substring(page.body().indexOf("act-form"));
        Stream<String> hidden = HIDDEN.matcher(form.substring(0, form.indexOf("</form>")))
                .results()
                .map(field -> pair(field.group(1), field.group(2)));
        Stream<String> typed = fields.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(text -> pair(field.getKey(), text)));
        return client.send(
                HttpRequest.newBuilder(page.uri().resolve(page.uri().getPath()))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                Stream.concat(hidden, typed).collect(Collectors.joining("&"))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String pair(String name, String text) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What stands in the element of that id, without its tags.
    static String text(HttpResponse<String> page, String id) {
        Matcher element = Pattern.compile(
                        "<(\\w+)[^>]* id=\"" + Pattern.quote(id) + "\"[^>]*>(.*?)</\\1>", Pattern.DOTALL)
                .matcher(page.body());
        assertThat(element.find()).as("%s in %s", id, page.body()).isTrue();
        return element.group(2)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    List<HttpCookie> cookies() {
        return ((CookieManager) client.cookieHandler().orElseThrow())
                .getCookieStore()
                .getCookies();
    }

    @Override
    public void close() {
        client.close();
    }
}
