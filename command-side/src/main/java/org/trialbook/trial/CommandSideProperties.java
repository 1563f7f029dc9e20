package org.trialbook.trial;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.trialbook.event.StudyId;

/// What an operator says about the command side, under `trialbook.`.
///
/// @param study the study of this deployment
/// @param origin the log's name for all time, such as `trialbook.example/HOT-CRT`; default `trialbook.local/<study>`
/// @param keysDir the directory of the keys, outside every database
@ConfigurationProperties("trialbook")
public record CommandSideProperties(
        String study,
        @Nullable String origin,
        Path keysDir,
        @DefaultValue Mongodb mongodb) {

    /// @param uri the store; a replica set in production
    /// @param logDatabase the database that holds the log and nothing else
    public record Mongodb(
            @DefaultValue("mongodb://127.0.0.1:27017") String uri,
            @DefaultValue("trialbook_log") String logDatabase) {}

    String originOf(StudyId named) {
        return origin == null ? "trialbook.local/" + named : origin;
    }
}
