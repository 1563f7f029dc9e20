package org.trialbook.console;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/// The console, in a process of its own or beside the record's.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        // In one process with the record there is more on the class path than the console uses.
        excludeName = {
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet"
                    + ".OAuth2AuthorizationServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet"
                    + ".OAuth2AuthorizationServerJwtAutoConfiguration",
            "org.trialbook.access.wiring.ClockAutoConfiguration"
        })
@EnableConfigurationProperties(ConsoleProperties.class)
@ComponentScan
public class ConsoleApplication {

    /// Sessions, sign-ins and drafts go by it.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// The application, with its settings under a name of their own.
    public static SpringApplication application() {
        SpringApplication console = new SpringApplication(ConsoleApplication.class);
        console.setDefaultProperties(Map.of("spring.config.name", "console"));
        return console;
    }
}
