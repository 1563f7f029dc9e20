package org.trialbook.trial;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.trialbook.access.start.ServerStart;

/// The command side on its own: takes acts, decides them, appends them to the log. It holds the keys.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandSideConfiguration.class)
public class CommandSideApplication {
    private static final String HELP = """
        Usage: trialbook serve commands [--name=value ...]
        Starts the command side alone on the store that TRIALBOOK_MONGODB_URI names. It makes the keys at its first
        start, and does not start beside keys that are not the record's. Settings, such as:
          --server.port=8081
          --trialbook.keys-dir=/etc/trialbook/keys
          --trialbook.identity.issuer=... --trialbook.identity.jwk-set-uri=...
        Exit codes: 143 ended by SIGTERM, 2 misused or not started; then one sentence says why.
        """;

    public static void main(String[] args) {
        int exit = ServerStart.run(CommandSideApplication.class, HELP, args);
        if (exit != ServerStart.RUNNING) {
            System.exit(exit);
        }
    }
}
