package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What section 10 of `docs/format.md` shows. The examples were made by a program that was written from the page and
/// shares nothing with ours.
///
/// @param byName in the order of the page
public record AllocationExamples(String section, Map<String, String> byName) {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- allocation: (\\S+) -->\n```\\w*\n(.*?)\n```\n", Pattern.DOTALL);

    public static AllocationExamples read() {
        String page = page();
        Map<String, String> byName = new LinkedHashMap<>();
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            byName.put(matcher.group(1), matcher.group(2));
        }
        assertThat(page.split("<!-- allocation:", -1)).hasSize(byName.size() + 1);
        return new AllocationExamples(page.substring(page.indexOf("## 10. "), page.indexOf("## 11. ")), byName);
    }

    public String named(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "format.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
