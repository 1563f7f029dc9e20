package org.trialbook.view.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.view.projection.Acts.*;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.StudyEvent.AllocationAccessed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.BundleWriter;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.http.SmallTrial;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Story;

class WhatIsWithheldFromABundleTest {

    private static final NoteSigner KEY = NoteSigner.generate("example.org/log", new SecureRandom());

    private final RedactionForTheBlinded redaction = new RedactionForTheBlinded();

    private boolean withholds(TrialEvent event) {
        return redaction.withholds(new Story().then(event).last().format());
    }

    /// A whole bundle, as it is written for whoever asks.
    private byte[] bundle(List<byte[]> lines) throws IOException {
        MerkleTree tree = new MerkleTree();
        lines.forEach(line -> tree.append(Sha256.leaf(line)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.writeRedacted(
                out,
                new BundleWriter.Contents(
                        "HOT-CRT",
                        Instant.now(),
                        new Checkpoint(KEY.name(), lines.size(), tree.root(lines.size())).sign(KEY),
                        KEY.verifier(),
                        List.of(),
                        new TreeMap<>()),
                lines.iterator(),
                redaction);
        return out.toByteArray();
    }

    private static List<byte[]> lines(Story story) {
        return LongStream.range(0, story.size())
                .mapToObj(position -> story.line(position).format())
                .toList();
    }

    private static String linesIn(byte[] bundle) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals("lines.jsonl")) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no lines");
    }

    @Test
    void whatTheBlindedMayNotKnowOf() {
        Story story = new Story();
        SmallTrial.tell(story);
        int withheld = 0;
        for (long position = 0; position < story.size(); position++) {
            EventLine line = story.line(position);
            boolean told = BlindingPolicy.toBlinded(
                    ProjectedEvent.of(line).orElseThrow().event());
            assertThat(redaction.withholds(line.format()))
                    .as("position %d", position)
                    .isEqualTo(!told);
            withheld += told ? 0 : 1;
        }
        assertThat(withheld).isEqualTo(5);
        assertThat(withholds(tried("01-001", 1, "his", null))).isFalse();
        assertThat(withholds(tried("01-001", 2, "his", null))).isTrue();
        assertThat(withholds(new AllocationAccessed(Story.STUDY, "allocation", List.of(new SubjectId("01-001")))))
                .isTrue();
    }

    @Test
    void whatNobodyCanClassify() {
        EventLine line = new Story().then(registered("01-001")).last();
        String text = new String(line.format(), StandardCharsets.UTF_8);
        assertThat(redaction.withholds(text.getBytes(StandardCharsets.UTF_8))).isFalse();
        for (String other : List.of(
                text.replace("trialbook.SubjectRegistered", "trialbook.LogKeyRotated"),
                text.replace("\"sex\":", "\"gender\":"),
                text.substring(0, text.length() - 1),
                "",
                "{\"withheld\":0}")) {
            assertThat(other).isNotEqualTo(text);
            assertThat(redaction.withholds(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isTrue();
        }
    }

    /// A later release may show it, and everybody is to get the same bytes.
    @Test
    void anEventOfALaterReleaseIsNeitherShownNorWithheld() {
        EventLine line = new Story().then(registered("01-001")).last();
        String text = new String(line.format(), StandardCharsets.UTF_8);
        for (String later : List.of(
                text.replace("trialbook.SubjectRegistered", "trialbook.OfNextYear"),
                text.replace("\"version\":\"1\"", "\"version\":\"2\""))) {
            assertThatThrownBy(() -> redaction.withholds(later.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnknownEventException.class);
        }
    }

    /// Whatever stands where an event is withheld: its leaf hash is all that can differ.
    @Test
    void showsByItsLeafHashAlone() throws IOException {
        List<TrialEvent> hidden = List.of(
                tried("01-001", 2, "his", "unstable-or-high-output"),
                tried("01-001", 3, "coronary-sinus", null),
                asked("01-001", 1, "CSP", "BVP", "qrs-not-narrowed"),
                approved("01-001", 1),
                denied("01-001", 1),
                refused("request-crossover", "01-001", "CSP"),
                new AllocationAccessed(Story.STUDY, "allocation", List.of(new SubjectId("01-001"))));
        List<String> told = new ArrayList<>();
        for (TrialEvent event : hidden) {
            Story story = new Story().published().then(opened("01")).then(registered("01-001"));
            story.then(event).then(visited("01-001", "discharge", DAY.plusDays(1), 0));
            told.add(linesIn(bundle(lines(story))));
        }
        assertThat(told).containsOnly(told.getFirst());
        assertThat(told.getFirst()).contains("\n{\"withheld\":3}\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void historiesThatDifferInWhatIsSealedGiveTheSameBytesWheneverTheyAreAskedFor(long seed) throws IOException {
        GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, 8);
        byte[] one = bundle(lines(GeneratedTrial.story(pair.one())));
        assertThat(one).isEqualTo(bundle(lines(GeneratedTrial.story(pair.other()))));
    }
}
