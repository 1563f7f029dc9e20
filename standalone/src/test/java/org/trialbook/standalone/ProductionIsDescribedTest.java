package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trialbook.store.MongoSignOuts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Compose file, as far as it can be checked without an engine: it parses, and what it must not mix is not mixed.
@SuppressWarnings("unchecked") // YAML has no types
class ProductionIsDescribedTest {

    private final ComposedProduction production = ComposedProduction.read();
    private final Map<String, Map<String, Object>> services = production.services();

    private Map<String, Object> service(String name) {
        return production.service(name);
    }

    private static String text(Map<String, Object> service, String member) {
        return String.valueOf(service.get(member));
    }

    @Test
    void threeNodesMakeTheReplicaSet() {
        for (String node : List.of("mongo-1", "mongo-2", "mongo-3")) {
            assertThat(text(service(node), "command")).contains("--replSet", "--keyFile");
            assertThat(service(node)).containsKey("healthcheck");
        }
    }

    @Test
    void theBlindedProcessReachesNoKeyAndNoUnblindedDatabase() {
        Map<String, Object> blinded = service("query-side-blinded");
        assertThat(text(blinded, "volumes")).contains("keys-public").doesNotContain("keys-command");
        assertThat(text(blinded, "volumes")).doesNotContain("keys-unblinded");
        assertThat(text(blinded, "secrets")).doesNotContain("uri-unblinded").doesNotContain("uri-log-writer");
        assertThat(text(blinded, "secrets")).doesNotContain("uri-log-recorder");
        assertThat(text(blinded, "environment")).contains("TRIALBOOK_BLINDED=true");
    }

    @Test
    void onlyTheCommandSideMayWriteTheLog() {
        services.forEach((name, service) -> {
            String secrets = String.valueOf(service.get("secrets"));
            assertThat(secrets.contains("uri-log-writer")).as(name).isEqualTo(name.equals("command-side"));
            assertThat(secrets.contains("uri-log-recorder")).as(name).isEqualTo(name.equals("query-side-unblinded"));
        });
    }

    @Test
    void onlyTheCommandSideMayTakeMediaInAndAllSidesMayReadThem() {
        services.forEach((name, service) -> {
            String secrets = String.valueOf(service.get("secrets"));
            assertThat(secrets.contains("uri-media-writer")).as(name).isEqualTo(name.equals("command-side"));
            assertThat(secrets.contains("uri-media-reader")).as(name).isEqualTo(name.startsWith("query-side"));
        });
    }

    @Test
    void whoeverRecordsExposuresMayInsertBlocksAndSignNothing() {
        assertThat(actions("log-recorder", "blocks")).containsExactly("find", "insert");
        assertThat(actions("log-recorder", "checkpoints")).containsExactly("find");
        assertThat(text(service("command-side"), "environment")).contains("TRIALBOOK_ONLYCOMMANDSIDE=true");
    }

    @Test
    void nobodyMayChangeOrRemoveABlock() {
        assertThat(rights().propertyStream().map(Map.Entry::getKey))
                .allSatisfy(user -> assertThat(actions(user, "blocks")).isSubsetOf("find", "insert"));
    }

    /// Each user has a password and an address of its own among the secrets, and the script that makes it reads both
    /// files.
    @Test
    void everyUserOfTheTableIsMadeAndUsed() {
        Set<String> users = rights().propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(services.keySet().stream()
                        .flatMap(service -> production.usersOf(service).values().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(users);
        assertThat((List<String>) service("mongo-init").get("secrets"))
                .containsAll(users.stream().map(user -> "mongo-" + user).toList());
        assertThat(text(service("mongo-init"), "volumes")).contains("mongo-rights.json:/rights.json:ro");
    }

    private static JsonNode rights() {
        return JsonMapper.shared().readTree(Path.of("..", "deploy", "mongo-rights.json"));
    }

    private static List<String> actions(String user, String collection) {
        return rights().get(user)
                .valueStream()
                .filter(right -> right.get("collection").stringValue().equals(collection))
                .flatMap(right -> right.get("actions").valueStream())
                .map(JsonNode::stringValue)
                .toList();
    }

    @Test
    void everySecretComesFromAFileAndIsDeclared() {
        Map<String, Map<String, String>> secrets = (Map<String, Map<String, String>>)
                Objects.requireNonNull(production.compose().get("secrets"));
        assertThat(secrets.values())
                .allSatisfy(secret -> assertThat(secret.get("file")).startsWith("./secrets/"));
        assertThat(production.compose().toString()).doesNotContain("demo");
    }

    @Test
    void everyProcessIsScrapedWithATokenFromAFile() {
        services.forEach((name, service) -> {
            String secrets = String.valueOf(service.get("secrets"));
            assertThat(secrets.contains("source=scrape-token, target=trialbook.scrape-token"))
                    .as(name)
                    .isEqualTo(name.equals("command-side") || name.startsWith("query-side"));
        });
    }

    @Test
    void everyProcessKnowsItsNamesAndThatAProxyStandsInFront() {
        for (String side : List.of("command-side", "query-side-blinded", "query-side-unblinded")) {
            assertThat(text(service(side), "environment"))
                    .contains("TRIALBOOK_HOSTS=${TRIALBOOK_HOSTS:?", "," + side)
                    .contains("SERVER_FORWARDHEADERSSTRATEGY=native");
        }
    }

    /// `8.0` is another program next month. What is built here has the version that is built.
    @Test
    void everyImageIsOneVersion() throws IOException {
        services.forEach((name, service) -> {
            if (!service.containsKey("build")) {
                assertThat(text(service, "image")).as(name).matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+");
            }
        });
        assertThat(Files.readString(Path.of("..", "deploy", "Dockerfile"))
                        .lines()
                        .filter(line -> line.startsWith("FROM ")))
                .allMatch(line -> line.matches("FROM .+:[0-9]+\\.[0-9]+\\.[0-9]+_[0-9]+-jre"));
    }

    @Test
    void theConsoleReachesNoKeyAndNoStore() {
        Map<String, Object> console = service("console");
        assertThat(console).doesNotContainKey("volumes").containsKey("healthcheck");
        assertThat(text(console, "networks")).isEqualTo("[front]");
        assertThat(text(console, "secrets")).doesNotContain("uri-").contains("console-client-secret");
        assertThat(text(console, "environment"))
                .contains(
                        "COMMANDS=http://command-side:8080",
                        "QUERIES=http://query-side-blinded:8080",
                        "UNBLINDEDQUERIES=http://query-side-unblinded:8080");
        assertThat(text(service("identity"), "volumes")).contains("./deploy/keycloak:/opt/keycloak/data/import:ro");
    }

    @Test
    void signOutsAreSharedByEveryProcessAndForgotten() throws IOException {
        String init = Files.readString(Path.of("..", "deploy", "mongo-init.js"));
        assertThat(init)
                .contains(
                        "getSiblingDB('%s').%s.createIndex".formatted(MongoSignOuts.DATABASE, MongoSignOuts.COLLECTION))
                .contains("expireAfterSeconds: 0");
        for (String user : List.of("log-writer", "log-recorder", "log-reader")) {
            assertThat(actions(user, MongoSignOuts.COLLECTION)).contains("find");
        }
    }

    @Test
    void theProcessesAreChecked() {
        for (String side : List.of("command-side", "query-side-blinded", "query-side-unblinded")) {
            assertThat(service(side)).containsKey("healthcheck");
        }
        assertThat(services).containsKey("identity");
    }
}
