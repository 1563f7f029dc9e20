package org.trialbook.view.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.view.projection.Moment;

/// The protocol that was in force at a moment.
public final class ProtocolInForce {

    private static final Cache<String, Protocol> READ =
            Caffeine.newBuilder().maximumSize(16).build();

    private ProtocolInForce() {}

    /// Nothing before one was published.
    public static Optional<Protocol> at(Moment moment, StudyId study) {
        return moment.one(StudyProjection.STUDY, study.value())
                .flatMap(view -> Optional.ofNullable(view.protocol()))
                .map(published ->
                        READ.get(published.content(), content -> ProtocolFile.read("the published protocol", content)));
    }
}
