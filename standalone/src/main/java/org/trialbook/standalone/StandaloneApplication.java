package org.trialbook.standalone;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.trialbook.trial.CommandSideConfiguration;
import org.trialbook.view.QuerySideConfiguration;

/// Command side and query side in one process, on one log: in plain files or in a MongoDB.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlainFiles.class, CommandSideConfiguration.class, QuerySideConfiguration.class})
public class StandaloneApplication {
    public static void main(String[] args) {
        SpringApplication.run(StandaloneApplication.class, args);
    }
}
