package org.trialbook.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// `trialbook carry-over`, so that it stands in the list of commands: `./trialbook` starts it from a jar of its
/// own, since no server contains the store of earlier releases.
@Command(
        name = "carry-over",
        description =
                "Copies a data directory of an earlier release, which kept an embedded store, into one of plain files.",
        mixinStandardHelpOptions = true)
final class CarryOverElsewhere implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Unmatched
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "This jar does not hold it: run ./trialbook carry-over OLD NEW, or the jar carry-over.");
    }
}
