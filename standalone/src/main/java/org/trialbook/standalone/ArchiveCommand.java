package org.trialbook.standalone;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.trialbook.backup.Archive;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Finding;
import org.trialbook.store.copy.RecordPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook archive TO`: what is kept of a finished study.
@Command(
        name = "archive",
        description = {
            "Makes the archive of a study that is locked: the bundle that an inspector verifies, its recordings, and, once it is"
                    + " unblinded, the keys to what was sealed. 'trialbook verify TO --key KEY' verifies all of it.",
            "Of plain files the server has to be stopped; or give a backup as --data."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:made, and verified",
            "1:the record is damaged, and there is no archive; or it lacks recordings that it names, and there is one",
            "2:the study is not locked, or something cannot be used"
        },
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "TO", description = "the directory to be made; empty, or not there yet")
    @SuppressWarnings("NullAway.Init")
    private Path to;

    @Mixin
    private RecordLocation record = new RecordLocation();

    @Option(names = "--study", description = "default: ${DEFAULT-VALUE}")
    private String study = DemoCommand.STUDY;

    @Override
    public Integer call() {
        return record.run(new RecordLocation.Work() {
            @Override
            public int onFiles(Path data) throws IOException {
                try (RecordPlace place = RecordPlace.inFiles(data)) {
                    return make(place);
                }
            }

            @Override
            public int onMongo(MongoClient client, String database) throws IOException {
                return make(RecordPlace.inMongo(client, database));
            }
        });
    }

    private int make(RecordPlace place) throws IOException {
        Archive archive = Archive.make(place, record.keys(), new StudyId(study), to, Clock.systemUTC());
        Checkpoint checkpoint = Objects.requireNonNull(archive.report().checkpoint());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Archived %s to %s:%n", study, to);
        out.printf("  record: %d events, root %s%n", checkpoint.size(), checkpoint.root());
        out.printf("  recordings: %d%n", archive.recordings());
        out.printf(
                "  allocation: %s%n",
                archive.revealed()
                        ? "recomputed from the revealed seed, and the same"
                        : "the seed is not revealed, so nobody can recompute it");
        if (archive.later() > 0) {
            out.printf("  not in it: %d events that no checkpoint covers yet%n", archive.later());
        }
        out.printf(
                "Verify it: ./trialbook verify %s --key %s%n", to, record.keys().resolve("log.pub"));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        for (Finding finding : archive.report().findings()) {
            err.println(finding.evidence() + ", and its store does not hold it");
        }
        err.flush();
        return archive.report().sound() ? 0 : RecordLocation.DAMAGED;
    }
}
