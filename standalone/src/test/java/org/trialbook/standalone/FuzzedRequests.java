package org.trialbook.standalone;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.trialbook.access.Classification;
import org.trialbook.access.demo.DemoPeople;
import tools.jackson.databind.json.JsonMapper;

/// Requests from a seed, made of the application's own routes: each begins as one that could be meant, and then, most
/// times, something about it is made wrong. What a body holds is taken from the record that the endpoint reads.
final class FuzzedRequests {

    private static final List<String> PEOPLE = List.of(
            "coordinator@01",
            "coordinator@02",
            "investigator@01",
            "investigator-2@01",
            "implanter@01",
            "reader-1",
            "monitor",
            "data-manager",
            "statistician",
            "safety-board",
            "inspector",
            "sponsor",
            "administrator");

    /// Of every kind that some field, parameter or variable takes, and of none.
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "7",
            "1000",
            "1e9",
            "1e1000000000",
            "-1E-1000000000",
            "9".repeat(19),
            "9".repeat(2_000),
            "2147483648",
            "NaN",
            "Infinity",
            "0x10",
            "true",
            "null",
            "2026-11-21",
            "2026-02-30",
            "+999999999-12-31",
            "-999999999-01-01",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "2026-11-20T10:00:00Z",
            "2026-11-20T10:00:00+01:00[Europe/Berlin]",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "m1",
            "m3c",
            "mzzzzzzzzzzz",
            "m9zzzzzzzzzz",
            "01",
            "02",
            "01-001",
            "01-002",
            "02-001",
            "99-999",
            "R-00000000",
            "HOT-CRT",
            "OTHER",
            "discharge",
            "week-2",
            "ecg",
            "device",
            "echo",
            "other",
            "qrs-not-narrowed",
            "reader-1",
            "sha256:" + "ab".repeat(32),
            "CSP",
            "../..",
            "a\u0000b",
            "\u202e",
            "\ud83d\ude00",
            "ümlaut",
            "<script>",
            "${7*7}",
            "__${7*7}__::x",
            "'; DROP TABLE",
            "x".repeat(300),
            "x".repeat(20_000),
            "\r\nX-Injected: 1");

    /// What the wire carries and no encoder would write.
    private static final List<String> UNENCODABLE = List.of(
            "%",
            "%zz",
            "%f",
            "%ff",
            "%c0%ae",
            "%00",
            "%0d%0aX:%201",
            "%ed%a0%80",
            "%252e",
            "+",
            "..",
            ".",
            ";a=b",
            "%2f",
            "%5c",
            "\\",
            "\u0001",
            "ü",
            "{",
            "}",
            "|",
            "^",
            "`",
            "[",
            "\"");

    private static final List<String> QUERIES = List.of(
            "=",
            "=x",
            "&",
            "&&&",
            "%zz",
            "%",
            "x=%zz",
            "%ff=1",
            "asOf",
            "asOf=",
            "asOf=1&asOf=2",
            "a=b=c",
            "?",
            "access_token=x",
            "access_token=%zz",
            "_method=DELETE",
            "x[0]=1",
            "\u0001=1",
            "class.module=1");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=UTF-8",
            "application/json;charset=UTF-16",
            "application/json;charset=no-such",
            "application/json;",
            "application/vnd.api+json",
            "application/yaml",
            "application/x-yaml",
            "text/yaml",
            "application/xml",
            "text/xml",
            "application/cbor",
            "application/x-jackson-smile",
            "application/x-protobuf",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=" + "y".repeat(300),
            "multipart/mixed",
            "text/plain",
            "text/html",
            "application/octet-stream",
            "*/*",
            "application/*",
            "*",
            "",
            ";",
            "json",
            "application/json, text/plain",
            "application/json;q=\"");

    private static final List<String> ACCEPTED = List.of(
            "*/*",
            "application/json",
            "application/problem+json",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "application/yaml",
            "application/xml",
            "application/cbor",
            "text/event-stream",
            "image/png",
            "*",
            "x",
            "",
            "application/json;q=2",
            "a/b;q=x",
            "x".repeat(3_000));

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X");

    private static final List<String> HEADERS = List.of(
            "Range: bytes=0-0,5-2,-9999999999999999999",
            "If-None-Match: \"x",
            "If-None-Match: *",
            "If-Match: x",
            "If-Modified-Since: yesterday",
            "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "Accept-Language: " + "x-".repeat(200),
            "Accept-Language: *;q=x",
            "Accept-Charset: no-such",
            "Accept-Encoding: gzip, *;q=0",
            "Content-Encoding: gzip",
            "Content-Language: \u00ff",
            "X-Forwarded-For: <script>",
            "X-Forwarded-Host: elsewhere.example",
            "X-Forwarded-Port: x",
            "X-Forwarded-Proto: gopher",
            "Forwarded: for=\"[\";host=x;proto=",
            "X-HTTP-Method-Override: DELETE",
            "Origin: null",
            "Origin: ::not a uri::",
            "Access-Control-Request-Method: X",
            "Sec-Fetch-Site: cross-site",
            "Expect: 100-continue",
            "Expect: something",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Cookie: trialbook_token=x",
            "Cookie: trialbook_token=",
            "Cookie: a=\"; b",
            "Cookie: =; ;;=",
            "Cookie: " + "c=d; ".repeat(500),
            "Last-Event-ID: 9",
            "HX-Request: true",
            "No colon",
            ": nothing before it",
            "Bad\u0001Name: x",
            "X-Long: " + "l".repeat(9_000),
            "X-Bytes: \u00e9\u0001");

    /// What a field of the name may hold, so that some of what is asked is taken.
    private static final Map<String, List<String>> MEANT = Map.ofEntries(
            Map.entry("sex", List.of("female", "male")),
            Map.entry("consentVersion", List.of("2")),
            Map.entry(
                    "reason",
                    List.of("qrs-not-narrowed", "phrenic-capture", "urgent-procedure", "other", "consent-withdrawn")),
            Map.entry("note", List.of("", "a note")),
            Map.entry("visit", List.of("discharge", "week-2", "month-6")),
            Map.entry("form", List.of("ecg", "device")),
            Map.entry("item", List.of("heart-rate", "paced-capture")),
            Map.entry("because", List.of("counted anew")),
            Map.entry("modality", List.of("ecg", "echo")),
            Map.entry("reader", List.of("reader-1")),
            Map.entry("deviation", List.of("other")),
            Map.entry("site", List.of("01", "02", "17", "23")),
            Map.entry("name", List.of("A hospital")),
            Map.entry("zone", List.of("Europe/Berlin")),
            Map.entry("lead", List.of("his", "coronary-sinus")),
            Map.entry("target", List.of("his-distal", "lateral-vein")),
            Map.entry("recipient", List.of("Dr. Noether")),
            Map.entry("unit", List.of("ms", "/min", "%", "a")),
            Map.entry("value", List.of("70", "120", "true", "paced")));

    /// A route, and what is known of how to ask it.
    ///
    /// @param open who may ask it
    private record Route(
            String method,
            String pattern,
            List<String> parameters,
            @Nullable Class<?> body,
            List<String> open) {}

    /// @param sent by the byte
    /// @param described for a person who must find what went wrong
    /// @param underApi whether it asks for something below `/api`
    /// @param whole whether a sound server would find a request in it
    record Made(byte[] sent, String described, String method, boolean underApi, boolean whole) {}

    private final List<Route> routes = new ArrayList<>();
    private final SplittableRandom random;
    private final Function<String, String> tokens;
    private final List<String> reads;
    private int keys;

    /// @param bodies path of an act → what its body is read into
    /// @param tokens a person's token
    /// @param reads codes of reads that there are
    FuzzedRequests(
            Map<RequestMappingInfo, HandlerMethod> table,
            Map<String, Class<?>> bodies,
            long seed,
            Function<String, String> tokens,
            List<String> reads) {
        this.random = new SplittableRandom(seed);
        this.tokens = tokens;
        this.reads = reads;
        table.forEach((route, handler) -> route.getPatternValues().forEach(pattern -> {
            var methods = route.getMethodsCondition().getMethods();
            routes.add(new Route(
                    methods.isEmpty() ? "GET" : methods.iterator().next().name(),
                    pattern.startsWith("${") ? "/error" : pattern,
                    parameters(handler),
                    methods.contains(RequestMethod.POST) && bodies.containsKey(pattern)
                            ? bodies.get(pattern)
                            : body(handler),
                    open(handler, pattern)));
        }));
        for (String further : List.of("/actuator/health", "/actuator/prometheus", "/signout")) {
            routes.add(new Route("GET", further, List.of(), null, PEOPLE));
        }
        // The table's order differs from one JVM to the next, and a seed has to replay.
        routes.sort(Comparator.comparing(Route::toString));
    }

    private static List<String> open(HandlerMethod handler, String pattern) {
        return Classification.of(handler)
                .map(whom -> PEOPLE.stream()
                        .filter(person -> whom.openTo(
                                DemoPeople.withId(person).orElseThrow().caller()))
                        .toList())
                .filter(people -> !people.isEmpty())
                .orElse(PEOPLE);
    }

    int routes() {
        return routes.size();
    }

    private static List<String> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(Parameter::getName)
                .toList();
    }

    private static @Nullable Class<?> body(HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .<Class<?>>map(Parameter::getType)
                .filter(Class::isRecord)
                .findFirst()
                .orElse(null);
    }

    Made next() {
        Route route = oneOf(routes);
        String method = sometimes(10) ? oneOf(METHODS) : route.method();
        String path = path(route.pattern());
        String target = path + query(route);
        boolean[] whole = {!target.contains(" ")};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] body = body(route, method);
        String head = method + " " + target + " "
                + (sometimes(120) ? oneOf(List.of("HTTP/1.0", "HTTP/2.0", "HTTP/x", "")) : "HTTP/1.1") + "\r\n"
                + headers(route, body, whole) + "\r\n";
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return new Made(bytes.toByteArray(), shown(head, body), method, path.startsWith("/api/"), whole[0]);
    }

    private String path(String pattern) {
        StringBuilder path = new StringBuilder();
        for (String segment : pattern.substring(1).split("/", -1)) {
            path.append('/').append(segment.startsWith("{") ? variable(segment) : segment);
        }
        if (sometimes(12)) {
            path.insert(1 + random.nextInt(path.length()), oneOf(UNENCODABLE));
        }
        if (sometimes(60)) {
            path.append(
                    oneOf(List.of("/", "//", "/../x", "/%2e%2e/x", ";jsessionid=1", ".json", "/" + "p".repeat(9_000))));
        }
        return path.toString();
    }

    private String variable(String segment) {
        if (sometimes(12)) {
            return encoded(oneOf(WORDS));
        }
        return switch (segment) {
            case "{study}" -> "HOT-CRT";
            case "{subject}" -> oneOf(List.of("01-001", "01-002", "01-003", "01-099"));
            case "{site}" -> "01";
            case "{read}", "{code}" -> oneOf(reads);
            case "{position}" -> String.valueOf(random.nextInt(40));
            case "{*path}" ->
                oneOf(List.of("0/000.p/9", "entries/000.p/2", "entries/x", "0/000", "63/000", "0/x999/999"));
            case "{n:[1-9][0-9]{0,3}}" -> "1";
            case "{file:[0-9a-f]{64}}" -> "77".repeat(32);
            default -> encoded(oneOf(WORDS));
        };
    }

    private String query(Route route) {
        if (sometimes(12)) {
            return "?" + oneOf(QUERIES);
        }
        List<String> given = new ArrayList<>();
        for (String name : route.parameters()) {
            if (sometimes(3)) {
                given.add(name + "=" + (sometimes(15) ? oneOf(UNENCODABLE) : encoded(oneOf(WORDS))));
            }
        }
        return given.isEmpty() || route.method().equals("POST") && sometimes(2) ? "" : "?" + String.join("&", given);
    }

    private String headers(Route route, byte[] body, boolean[] whole) {
        List<String> headers = new ArrayList<>();
        if (!sometimes(80)) {
            headers.add("Host: "
                    + (sometimes(60)
                            ? oneOf(List.of("elsewhere.example", "", "[", "a:b", "localhost:x", "-"))
                            : "127.0.0.1"));
        } else {
            whole[0] = false;
        }
        headers.add("Connection: close");
        authorization(headers, route);
        if (body.length > 0 || route.method().equals("POST")) {
            String type = route.body() == null ? "application/x-www-form-urlencoded" : "application/json";
            headers.add("Content-Type: " + (sometimes(7) ? oneOf(TYPES) : type));
        } else if (sometimes(12)) {
            headers.add("Content-Type: " + oneOf(TYPES));
        }
        if (route.method().equals("POST") && !sometimes(25)) {
            headers.add("Idempotency-Key: "
                    + (sometimes(15)
                            ? oneOf(List.of("", "a b", "\u00fc", "k".repeat(200), "key-1"))
                            : "fuzz-" + keys++));
        }
        if (sometimes(3)) {
            headers.add("Accept: " + oneOf(ACCEPTED));
        }
        while (sometimes(5)) {
            headers.add(oneOf(HEADERS));
        }
        if (sometimes(60)) {
            headers.add(oneOf(List.of(
                    "Content-Length: -1",
                    "Content-Length: x",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: " + (body.length + 5),
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: x",
                    "Content-Length: 1\r\nContent-Length: 2")));
            whole[0] = false;
        } else if (body.length > 0) {
            headers.add("Content-Length: " + body.length);
        }
        return String.join("\r\n", headers) + "\r\n";
    }

    private void authorization(List<String> headers, Route route) {
        String token = tokens.apply(oneOf(sometimes(4) ? PEOPLE : route.open()));
        switch (random.nextInt(20)) {
            case 0 -> {}
            case 1 ->
                headers.add("Authorization: "
                        + oneOf(List.of(
                                "",
                                "Bearer",
                                "Bearer ",
                                "Bearer x",
                                "Bearer a.b.c",
                                "Bearer " + "e".repeat(5_000),
                                "Bearer " + token.substring(1),
                                "Bearer " + token.substring(0, token.length() - 6),
                                "Bearer eyJhbGciOiJub25lIn0.e30.",
                                "Bearer eyJhbGciOiJFUzI1NiJ9.bm90IGpzb24.AAAA",
                                "Basic eDp5",
                                "Digest username=\"",
                                "Bearer \u00fc",
                                "bearer " + token)));
            case 2 -> {
                headers.add("Authorization: Bearer " + token);
                headers.add("Authorization: Bearer " + token);
            }
            case 3 -> headers.add("Cookie: trialbook_token=" + token);
            default -> headers.add("Authorization: Bearer " + token);
        }
    }

    private byte[] body(Route route, String method) {
        if (!route.method().equals("POST")) {
            return sometimes(30) ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        if (method.equals("GET") && !sometimes(4)) {
            return new byte[0];
        }
        if (route.body() == null) {
            return switch (random.nextInt(6)) {
                case 0 -> new byte[0];
                case 1 -> noise();
                case 2 -> "person=%zz&=&token=%".getBytes(StandardCharsets.UTF_8);
                case 3 ->
                    "--x\r\nContent-Disposition: form-data; name=\"person\"\r\n\r\nmonitor\r\n--x"
                            .getBytes(StandardCharsets.UTF_8);
                case 4 -> "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
                default ->
                    ("token=" + encoded(oneOf(WORDS)) + "&person=" + encoded(oneOf(WORDS)))
                            .getBytes(StandardCharsets.UTF_8);
            };
        }
        String json = JsonMapper.shared().writeValueAsString(object(route.body(), 0));
        return sometimes(3) ? spoilt(json) : json.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> object(Class<?> type, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!sometimes(30)) {
                object.put(
                        component.getName(),
                        sometimes(25)
                                ? anything(depth)
                                : value(component.getName(), component.getGenericType(), depth));
            }
        }
        if (depth == 0 && sometimes(3)) {
            object.put("occurredAt", value("occurredAt", String.class, depth));
        }
        if (sometimes(40)) {
            object.put("arm", "CSP");
        }
        object.values().removeIf(value -> value == null && sometimes(2));
        return object;
    }

    private @Nullable Object value(String name, Type type, int depth) {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        if (depth > 6) {
            return null;
        }
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return oneOf(List.of(1, 0, -1, 2, 1956, Integer.MAX_VALUE, Integer.MIN_VALUE));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return random.nextBoolean();
        }
        if (raw == BigDecimal.class) {
            return oneOf(List.of("1", "120.5", "-0", "1e60", "1e-60"));
        }
        if (raw == LocalDate.class) {
            return sometimes(4)
                    ? oneOf(List.of("2026-11-22", "0001-01-01", "9999-12-31", "+999999999-12-31", "-999999999-01-01"))
                    : oneOf(List.of("2026-01-05", "2026-02-01", "2026-11-21"));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Type of = ((ParameterizedType) type).getActualTypeArguments()[0];
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                list.add(value(name, of, depth + 1));
            }
            return list;
        }
        if (Map.class.isAssignableFrom(raw)) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            Type of = ((ParameterizedType) type).getActualTypeArguments()[1];
            for (String key : List.of("qrs-duration", "heart-rate", "age", oneOf(WORDS))) {
                map.put(key, value("value", of, depth + 1));
            }
            return map;
        }
        if (raw.isRecord() && raw.getRecordComponents().length == 1) {
            // An id, which is written as its text.
            return value(name, raw.getRecordComponents()[0].getGenericType(), depth + 1);
        }
        if (raw.isRecord()) {
            return object(raw, depth + 1);
        }
        if (name.equals("occurredAt")) {
            return sometimes(6) ? oneOf(WORDS) : null;
        }
        if (name.equals("protocol") && !sometimes(4)) {
            return protocol();
        }
        return oneOf(sometimes(8) ? WORDS : MEANT.getOrDefault(name, WORDS));
    }

    /// The shipped protocol with something replaced.
    private String protocol() {
        String[] lines = Amendments.HOT_CRT.split("\n", -1);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(lines.length);
            int colon = lines[at].indexOf(": ");
            lines[at] = colon < 0
                    ? oneOf(List.of("- x", "&a [*a]", "\t", "? x", "%YAML 9", "--- !!java.net.URL [x]"))
                    : lines[at].substring(0, colon + 2) + oneOf(WORDS);
        }
        return String.join("\n", lines);
    }

    private @Nullable Object anything(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble();
            case 3 -> random.nextBoolean();
            case 4 -> depth > 3 ? List.of() : List.of(String.valueOf(anything(depth + 1)));
            case 5 -> Map.of("value", oneOf(WORDS), "unit", "ms");
            case 6 -> Map.of();
            default -> oneOf(WORDS);
        };
    }

    private byte[] spoilt(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> (json + json).getBytes(StandardCharsets.UTF_8);
            case 2 -> ("[".repeat(2_000 + random.nextInt(60_000))).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("{\"a\":".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
            case 4 ->
                json.replaceFirst(
                                "\"[^\"]*\"(?=[,}])",
                                oneOf(List.of(
                                        "1e1000000000",
                                        "-1e-1000000000",
                                        "1" + "0".repeat(5_000),
                                        "0." + "1".repeat(5_000),
                                        "1e999999999999999999999")))
                        .getBytes(StandardCharsets.UTF_8);
            case 5 ->
                json.replaceFirst(
                                "\"[^\"]*\"(?=[,}])",
                                oneOf(List.of(
                                        "\"\\ud800\"",
                                        "\"\\u0000\"",
                                        "\"\\x\"",
                                        "'x'",
                                        "undefined",
                                        "\"" + "y".repeat(70_000) + "\"")))
                        .getBytes(StandardCharsets.UTF_8);
            case 6 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 7 -> {
                bytes[at] = (byte) 0xff;
                yield bytes;
            }
            case 8 ->
                json.getBytes(oneOf(
                        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)));
            case 9 -> ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
            case 10 ->
                oneOf(List.of("null", "1", "\"x\"", "[]", "true", "", " ", "thresholdVolts: 1e1000000000"))
                        .getBytes(StandardCharsets.UTF_8);
            default -> noise();
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        return noise;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shown(String head, byte[] body) {
        String all = head.replaceAll("(ey[A-Za-z0-9_-]{10})[A-Za-z0-9_.-]{40,}", "$1…")
                + new String(body, StandardCharsets.UTF_8);
        return all.length() > 3_000 ? all.substring(0, 3_000) + "…" : all;
    }

    private boolean sometimes(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T oneOf(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }
}
