package org.trialbook.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.trialbook.protocol.ProtocolLabels;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolFinding;
import org.trialbook.trial.publication.ProtocolReview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `trialbook protocol check`: all that publishing would find wrong, by the same code.
@Command(
        name = "check",
        description = "Tells everything that is wrong with a protocol's file, with line and column.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every file can be used", "1:something is wrong with one", "2:one cannot be read"})
final class ProtocolCheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "protocol files")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "as one JSON array")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> told = new ArrayList<>();
        int exit = 0;
        for (Path file : files) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("file", file.toString());
            try {
                ProtocolCheck.Checked checked = ProtocolReview.check(ProtocolCommand.read(file));
                List<ProtocolFinding> findings = checked.findings();
                entry.put("findings", findings);
                Map<String, List<String>> untranslated =
                        checked.sound().map(ProtocolLabels::missing).orElse(Map.of());
                if (!untranslated.isEmpty()) {
                    entry.put("untranslated", untranslated);
                }
                exit = Math.max(exit, findings.isEmpty() ? 0 : ProtocolCommand.FINDINGS);
                if (!json) {
                    findings.forEach(finding -> out.println(finding.inFile(file.toString())));
                    out.printf("%s: %s%n", file, findings.isEmpty() ? "can be used" : count(findings.size()));
                    untranslated.forEach((language, places) ->
                            out.printf("%s: not translated to %s: %s%n", file, language, String.join(", ", places)));
                }
            } catch (IOException e) {
                entry.put("unreadable", e.getMessage());
                exit = ProtocolCommand.UNREADABLE;
                if (!json) {
                    out.printf("%s: %s%n", file, e.getMessage());
                }
            }
            told.add(entry);
        }
        if (json) {
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(told));
        }
        out.flush();
        return exit;
    }

    private static String count(int findings) {
        return findings == 1 ? "1 thing to put right" : findings + " things to put right";
    }
}
