package org.trialbook.standalone;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.trialbook.provider.DemoProviderConfiguration;
import org.trialbook.trial.CommandSideConfiguration;
import org.trialbook.view.QuerySideConfiguration;

/// Command side and query side in one process, on one log: in plain files or in a MongoDB.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            // The demo's authorization server is put together by hand, and there is none elsewhere.
            OAuth2AuthorizationServerAutoConfiguration.class,
            OAuth2AuthorizationServerJwtAutoConfiguration.class,
            // The console's, which is an application apart: the record has no pages.
            ThymeleafAutoConfiguration.class
        })
@Import({
    PlainFiles.class,
    CommandSideConfiguration.class,
    QuerySideConfiguration.class,
    DemoProviderConfiguration.class,
    ConsoleInProcess.class
})
public class StandaloneApplication {
    public static void main(String[] args) {
        SpringApplication.run(StandaloneApplication.class, args);
    }
}
