package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.OpenedBundle;

/// The manifest is not signed: somebody may hand out the record of one study as that of another.
class StudyOfTheManifestTest {

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private final ToldRecord record = new ToldRecord(key);

    StudyOfTheManifestTest() throws IOException {}

    private List<String> findingsUnder(String study) throws Exception {
        record.bundle.hashAgain();
        record.bundle.manifest = new BundleManifest(
                study,
                OpenedBundle.ORIGIN,
                OpenedBundle.EVENTS,
                record.bundle.root(OpenedBundle.EVENTS),
                record.bundle.redacted ? 1L : null,
                record.bundle.redacted ? OpenedBundle.recordedAt(OpenedBundle.EVENTS - 1) : Instant.EPOCH,
                List.of());
        return record.findings(directory.resolve("b.zip"));
    }

    private void allLinesBear(@Nullable String study) {
        for (int i = 0; i < OpenedBundle.EVENTS; i++) {
            record.bundle.say(i, "trialbook.ConsentSigned", "1", study, "null");
        }
        record.bundle.files.remove("protocols/1.0.yaml");
    }

    @Test
    void noLineIsOfTheStudyThatTheManifestNames() throws Exception {
        assertThat(findingsUnder("OTHER")).containsExactly("manifest-disagrees");
    }

    @Test
    void oneLineAmongThoseOfOtherStudiesIsEnough() throws Exception {
        record.says(11, "ConsentSigned", "OTHER", "null");
        assertThat(findingsUnder("OTHER")).isEmpty();
        assertThat(findingsUnder("HOT-CRT")).isEmpty();
        assertThat(findingsUnder("HOT")).containsExactly("manifest-disagrees");
    }

    @Test
    void noLineBearsAnyStudySoNothingContradictsTheManifest() throws Exception {
        allLinesBear(null);
        assertThat(findingsUnder("OTHER")).isEmpty();
    }

    @Test
    void aStudyWithCharactersThatAreEscapedIsRecognized() throws Exception {
        allLinesBear("Ä \"quoted\" \\ \n study");
        assertThat(findingsUnder("Ä \"quoted\" \\ \n study")).isEmpty();
        assertThat(findingsUnder("Ä")).containsExactly("manifest-disagrees");
    }

    @Test
    void theOnlyLineOfTheStudyIsWithheld() throws Exception {
        record.says(5, "ConsentSigned", "OTHER", "null").withholds(5);
        assertThat(findingsUnder("OTHER")).containsExactly("manifest-disagrees");
    }
}
