package org.trialbook.trial;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The command side on its own: takes acts, decides them, appends them to the log. It holds the keys.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandSideConfiguration.class)
public class CommandSideApplication {
    public static void main(String[] args) {
        SpringApplication.run(CommandSideApplication.class, args);
    }
}
