package org.trialbook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/// `docker-compose.yml`, as far as it can be read without an engine.
@SuppressWarnings("unchecked") // YAML has no types
record ComposedProduction(Map<String, Object> compose) {
    private static final String URI = "uri-";

    static ComposedProduction read() {
        try {
            return new ComposedProduction(new Yaml().load(Files.readString(Path.of("..", "docker-compose.yml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(compose.get("services"));
    }

    Map<String, Object> service(String name) {
        return Objects.requireNonNull(services().get(name), name);
    }

    /// Setting of a connection, such as `trialbook.mongodb.uri` → the store's user whom the service connects as.
    Map<String, String> usersOf(String service) {
        Map<String, String> users = new HashMap<>();
        for (Object secret : (List<Object>) service(service).getOrDefault("secrets", List.of())) {
            if (secret instanceof Map<?, ?> mounted
                    && String.valueOf(mounted.get("source")).startsWith(URI)) {
                users.put(
                        String.valueOf(mounted.get("target")),
                        String.valueOf(mounted.get("source")).substring(URI.length()));
            }
        }
        return users;
    }
}
