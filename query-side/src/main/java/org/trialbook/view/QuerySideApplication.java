package org.trialbook.view;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.trialbook.access.start.ServerStart;

/// The query side on its own: blinded unless told otherwise (`trialbook.blinded=false`).
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(QuerySideConfiguration.class)
public class QuerySideApplication {

    private static final String HELP = """
        Usage: trialbook serve queries [--name=value ...]
        Starts the query side alone on the store that TRIALBOOK_MONGODB_URI names: blinded, and without any blinding
        key; unblinded with --trialbook.blinded=false, and then with the record's. Settings, such as:
          --server.port=8082
          --trialbook.keys-dir=/etc/trialbook/keys
          --trialbook.identity.issuer=... --trialbook.identity.jwk-set-uri=...
        Exit codes: 143 ended by SIGTERM, 2 misused or not started; then one sentence says why.
        """;

    public static void main(String[] args) {
        int exit = ServerStart.run(QuerySideApplication.class, HELP, args);
        if (exit != ServerStart.RUNNING) {
            System.exit(exit);
        }
    }
}
