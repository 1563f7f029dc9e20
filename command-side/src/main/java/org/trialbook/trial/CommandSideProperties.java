package org.trialbook.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.trialbook.event.StudyId;
import org.trialbook.store.WitnessAddress;
import org.trialbook.store.media.MongoMediaStore;
import org.trialbook.trial.media.UploadQuota;

/// What an operator says about the command side, under `trialbook.`.
///
/// @param study the study of this deployment
/// @param origin the log's name for all time, such as `trialbook.example/HOT-CRT`; default
/// `trialbook.local/<study>`
/// @param keysDir the directory of the keys, outside every database
/// @param signEvery how often a grown log is signed
/// @param onlyCommandSide whether no other process takes acts: then whatever others record while this one runs, beyond
///     who was shown what is sealed, stops it
/// @param witnesses who is asked to cosign what the log has signed
/// @param directory of plain files; only both sides in one process can have them
@ConfigurationProperties("trialbook")
public record CommandSideProperties(
        String study,
        @Nullable String origin,
        Path keysDir,
        @DefaultValue Mongodb mongodb,
        @DefaultValue Media media,
        @DefaultValue("5s") Duration signEvery,
        @DefaultValue("false") boolean onlyCommandSide,
        @DefaultValue List<Witness> witnesses,
        @Nullable Path directory) {

    /// @param key the witness's public key, as it prints it
    /// @param url below which it takes `add-checkpoint`
    public record Witness(String key, String url) {}

    /// @param uri the store; a replica set in production
    /// @param logDatabase the database that holds the log and nothing else
    public record Mongodb(
            @DefaultValue("mongodb://127.0.0.1:27017") String uri,
            @DefaultValue("trialbook_log") String logDatabase) {}

    /// Media have a database of their own, and may have a user of their own.
    ///
    /// @param uri default `trialbook.mongodb.uri`
    /// @param atOnce how many files are looked into at the same time
    /// @param patience how long another waits for that
    public record Media(
            @Nullable String uri,
            @DefaultValue(MongoMediaStore.DATABASE) String database,
            @DefaultValue("2") int atOnce,
            @DefaultValue("20s") Duration patience,
            @DefaultValue UploadQuota.Limits quota) {}

    String mediaUri() {
        return media.uri() == null ? mongodb.uri() : media.uri();
    }

    List<WitnessAddress> addresses() {
        return witnesses.stream()
                .map(witness -> WitnessAddress.of(witness.key(), witness.url()))
                .toList();
    }

    String originOf(StudyId named) {
        return origin == null ? "trialbook.local/" + named : origin;
    }
}
