package org.trialbook.standalone;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trialbook token`: a token of the demo's identity provider. No other deployment takes it.
@Command(
        name = "token",
        description = "Prints a bearer token for one of the demo's people.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ROLE",
            description = "a role, such as coordinator, or a person, such as investigator-2@01 or reader-1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String who;

    @Option(names = "--site", description = "the site of site staff (default: 01)")
    private @Nullable String site;

    @Option(names = "--data", description = "the demo's directory (default: ${DEFAULT-VALUE})")
    private Path data = DemoCommand.DATA;

    @Option(names = "--study", description = "default: ${DEFAULT-VALUE}")
    private String study = DemoCommand.STUDY;

    @Option(names = "--hours", description = "how long it is valid (default: ${DEFAULT-VALUE})")
    private int hours = 8;

    @Override
    public Integer call() {
        // No server takes a token that lasts longer, unless it is told to (trialbook.session.longest).
        if (hours < 1 || hours > 12) {
            throw new ParameterException(spec.commandLine(), "--hours is 1 to 12");
        }
        DemoIdentity identity = DemoIdentity.open(data.resolve("demo"), Clock.systemUTC());
        System.out.println(identity.token(person(), new StudyId(study), Duration.ofHours(hours)));
        return 0;
    }

    private DemoPerson person() {
        return DemoPeople.withId(who).orElseGet(() -> {
            Role role = Role.named(who)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "'%s' is neither a role nor one of the demo's people. Roles: %s"
                                    .formatted(
                                            who,
                                            Arrays.stream(Role.values())
                                                    .map(Role::storedName)
                                                    .collect(Collectors.joining(", ")))));
            SiteId place = role.atSite() ? new SiteId(site == null ? "01" : site) : null;
            // Readers have numbers; the first stands for the role.
            return DemoPeople.withId(who + "-1").orElseGet(() -> DemoPeople.of(role, place));
        });
    }
}
