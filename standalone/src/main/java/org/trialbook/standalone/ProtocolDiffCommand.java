package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolDifference;
import org.trialbook.trial.publication.ProtocolReview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook protocol diff`: what an amendment changes, and what of it would not be published.
@Command(
        name = "diff",
        description = "Tells what differs between two versions, and what of it an amendment may not do.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:an amendment may do all of it",
            "1:an amendment may not do some of it",
            "2:one of the files cannot be read or used"
        })
final class ProtocolDiffCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "the version in force")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "the amended one")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path after;

    @Override
    public Integer call() {
        try {
            return compared(usable(before), usable(after));
        } catch (IOException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return ProtocolCommand.UNREADABLE;
        }
    }

    private int compared(Protocol was, Protocol version) {
        PrintWriter out = spec.commandLine().getOut();
        List<ProtocolDifference.Change> changes = ProtocolDifference.between(was, version);
        changes.forEach(change -> out.println("  " + change));
        if (changes.isEmpty()) {
            out.println("Both say the same.");
        }
        List<Problem> forbidden = ProtocolReview.amendment(was, version);
        if (!forbidden.isEmpty()) {
            out.println("An amendment may not:");
            forbidden.forEach(
                    problem -> out.printf("  %s: %s (%s)%n", problem.path(), problem.detail(), problem.rule()));
        }
        out.flush();
        return forbidden.isEmpty() ? 0 : ProtocolCommand.FINDINGS;
    }

    private static Protocol usable(Path file) throws IOException {
        ProtocolCheck.Checked checked;
        try {
            checked = ProtocolCheck.of(ProtocolCommand.read(file));
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
        return checked.sound()
                .orElseThrow(() -> new IOException("%s cannot be used: see protocol check".formatted(file)));
    }
}
