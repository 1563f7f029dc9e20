package org.trialbook.blind;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.store.DocumentServer;
import org.trialbook.view.blind.History;
import org.trialbook.view.blind.leak.Leak;

/// What a blinded process has in its memory after it showed everything there is to show of a hundred subjects: nothing
/// that is sealed, and no subject beside an arm.
class HeapOfABlindedProcessTest {

    private static final int SUBJECTS = 100;
    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final Pattern PLANTED = Pattern.compile(SealedLog.PLANTED + "[ -~]{0,40}");
    /// A subject and an arm in one text, near each other.
    private static final Pattern ALLOCATED =
            Pattern.compile("0[12]-[0-9]{3}[ -~]{0,80}\\b(CSP|BVP)\\b|\\b(CSP|BVP)\\b[ -~]{0,80}0[12]-[0-9]{3}");

    @TempDir
    private static Path directory;

    private static DocumentServer store;
    private static SealedLog log;

    @BeforeAll
    static void storeALog() throws Exception {
        store = DocumentServer.inMemory();
        Files.createDirectories(directory.resolve("keys"));
        Files.createDirectories(directory.resolve("public"));
        log = SealedLog.of(SUBJECTS, directory.resolve("keys").resolve("blinding.key"), new Leak() {
            @Override
            public String imitates() {
                return "nothing";
            }
        });
        for (String keys : List.of("keys", "public")) {
            Files.writeString(directory.resolve(keys).resolve("log.pub"), SealedLog.publicKey());
        }
        try (MongoClient client = MongoClients.create(store.connectionString())) {
            History.store(log.story(), client.getDatabase("trialbook_log"));
        }
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        for (long position = 0; position < log.story().size(); position++) {
            log.story().line(position).tags().stream()
                    .filter(tag -> tag.key().equals("subject") && !subjects.contains(tag.value()))
                    .forEach(tag -> subjects.add(tag.value()));
        }
        return subjects;
    }

    @Test
    void holdsNothingThatIsSealed() throws Exception {
        Path dump = directory.resolve("blinded.hprof");
        try (QueryProcess blinded = process("public", true)) {
            askEverything(blinded);
            blinded.dumpTo(dump);
        }

        // The dump is one, and of this process: it holds what was shown.
        assertThat(Dump.search(dump, Pattern.compile("archive/[0-9a-f]{8}"))).isNotEmpty();
        assertThat(Dump.search(dump, PLANTED)).isEmpty();
        assertThat(Dump.search(dump, ALLOCATED)).isEmpty();
    }

    /// The search finds what there is: in the memory of a process that holds the key.
    @Test
    void aProcessThatHoldsTheKeyHoldsIt() throws Exception {
        Path dump = directory.resolve("unblinded.hprof");
        try (QueryProcess unblinded = process("keys", false)) {
            for (String path : List.of("/unblinded/allocation?limit=1000", "/unblinded/record?limit=1000")) {
                assertThat(unblinded.get("statistician", API + path).statusCode())
                        .isEqualTo(200);
            }
            unblinded.dumpTo(dump);
        }

        assertThat(Dump.search(dump, PLANTED)).isNotEmpty();
        assertThat(Dump.search(dump, ALLOCATED)).isNotEmpty();
    }

    private static QueryProcess process(String keys, boolean blinded) throws Exception {
        return new QueryProcess(store.connectionString(), directory.resolve(keys), directory.resolve("demo"), blinded)
                .serving(log.story().size());
    }

    private static void askEverything(QueryProcess blinded) {
        int answered = 0;
        List<String> paths = new ArrayList<>(List.of(
                API + "/overview",
                API + "/sites",
                API + "/matrix?limit=1000",
                API + "/reads/worklist?limit=1000",
                API + "/reads/results?limit=1000",
                API + "/record?limit=1000",
                API + "/record?from=1000&limit=1000",
                API + "/record?from=2000&limit=1000",
                API + "/overview?asOf=1000",
                API + "/replay"));
        subjects().forEach(subject -> paths.add(API + "/subjects/" + subject + "/timeline?limit=1000"));
        for (String person :
                List.of("coordinator@01", "monitor", "data-manager", "reader-1", "sponsor", "administrator")) {
            for (String path : paths) {
                answered += blinded.get(person, path).statusCode() == 200 ? 1 : 0;
            }
        }
        assertThat(answered).isGreaterThan(2 * SUBJECTS);
    }
}
