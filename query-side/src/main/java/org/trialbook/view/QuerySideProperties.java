package org.trialbook.view;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.store.media.MongoMediaStore;

/// What an operator says about the query side, under `trialbook.`.
///
/// @param study the study of this deployment
/// @param keysDir the directory of the keys: the log's public key, and the blinding key where it may be seen
/// @param witnesses whose cosignatures are shown
/// @param blinded whether this process must stay blind: it then holds no blinding key and serves no
/// unblinded view
/// @param hints what is told whenever something is recorded
/// @param directory of plain files; only both sides in one process can have them
@ConfigurationProperties("trialbook")
public record QuerySideProperties(
        String study,
        @DefaultValue(".trialbook/keys") Path keysDir,
        @DefaultValue("true") boolean blinded,
        @DefaultValue Mongodb mongodb,
        @DefaultValue Views views,
        @DefaultValue Media media,
        @DefaultValue List<Witness> witnesses,
        @DefaultValue Hints hints,
        @Nullable Path directory) {

    /// @param key the witness's public key, as it prints it
    /// @param url where it is; of no use here, but the same setting serves the process that asks it
    public record Witness(String key, @Nullable String url) {}

    /// @param last how long a stream of them lasts before its client has to come back
    public record Hints(@DefaultValue("PT1M") Duration last) {}

    /// @param uri the store
    /// @param logDatabase the database that holds the log and nothing else
    public record Mongodb(
            @DefaultValue("mongodb://127.0.0.1:27017") String uri,
            @DefaultValue("trialbook_log") String logDatabase) {}

    /// Blinded and unblinded views each have a database of their own, so that each can have a user of its
    /// own.
    ///
    /// @param blindedUri default `trialbook.mongodb.uri`
    /// @param unblindedUri default `trialbook.mongodb.uri`
    /// @param mostLag how many recorded events the views may lack before this process is not ready
    public record Views(
            @Nullable String blindedUri,
            @Nullable String unblindedUri,
            @DefaultValue("trialbook_views_blinded") String blindedDatabase,
            @DefaultValue("trialbook_views_unblinded") String unblindedDatabase,
            @DefaultValue("1000") long mostLag) {}

    /// Media have a database of their own, and may have a user of their own.
    ///
    /// @param uri default `trialbook.mongodb.uri`
    public record Media(
            @Nullable String uri,
            @DefaultValue(MongoMediaStore.DATABASE) String database) {}

    String mediaUri() {
        return media.uri() == null ? mongodb.uri() : media.uri();
    }

    /// Where the blinding key lies, if anywhere.
    public Path blindingKey() {
        return keysDir.resolve("blinding.key");
    }

    List<NoteVerifier> witnessKeys() {
        return witnesses.stream()
                .map(witness -> NoteVerifier.parse(witness.key(), KeyType.WITNESS))
                .toList();
    }

    Path logKey() {
        return keysDir.resolve("log.pub");
    }

    String blindedUri() {
        return views.blindedUri() == null ? mongodb.uri() : views.blindedUri();
    }

    /// Where the unblinded views live.
    public String unblindedUri() {
        return views.unblindedUri() == null ? mongodb.uri() : views.unblindedUri();
    }
}
