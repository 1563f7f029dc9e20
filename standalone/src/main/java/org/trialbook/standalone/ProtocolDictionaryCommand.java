package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.authoring.DataDictionary;
import org.trialbook.protocol.authoring.ProtocolCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook protocol dictionary`: the data dictionary as CSV, and edits of it back.
@Command(
        name = "dictionary",
        description = "Writes the data dictionary as CSV, a row for each item; brings edits of it back with --apply.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the protocol cannot be used, see check; or something of the CSV cannot be brought back",
            "2:a file cannot be read or written"
        })
final class ProtocolDictionaryCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a protocol file")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--apply", paramLabel = "CSV", description = "a dictionary of the file, edited")
    private @Nullable Path edited;

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description = "where to write it; without, the dictionary to standard output, and edits into FILE")
    private @Nullable Path target;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path at = file;
        try {
            String yaml = ProtocolCommand.read(file);
            ProtocolCheck.Checked checked = ProtocolCheck.of(yaml);
            if (checked.sound().isEmpty()) {
                checked.findings().forEach(finding -> err.println(finding.inFile(file.toString())));
                err.flush();
                return ProtocolCommand.FINDINGS;
            }
            if (edited != null) {
                at = edited;
                return apply(yaml, Files.readString(edited), err);
            }
            if (target == null) {
                out.print(DataDictionary.csv(yaml));
                out.flush();
            } else {
                at = target;
                Files.writeString(target, DataDictionary.csv(yaml), StandardCharsets.UTF_8);
            }
            return 0;
        } catch (IOException e) {
            err.printf("%s: %s%n", at, e.getMessage());
            err.flush();
            return ProtocolCommand.UNREADABLE;
        }
    }

    private int apply(String yaml, String csv, PrintWriter err) throws IOException {
        DataDictionary.Applied applied = DataDictionary.apply(yaml, csv);
        if (applied.yaml() == null) {
            applied.problems()
                    .forEach(problem ->
                            err.printf("%s:%d: %s: %s%n", edited, problem.row(), problem.column(), problem.detail()));
            err.flush();
            return ProtocolCommand.FINDINGS;
        }
        Files.writeString(target == null ? file : target, applied.yaml(), StandardCharsets.UTF_8);
        return 0;
    }
}
