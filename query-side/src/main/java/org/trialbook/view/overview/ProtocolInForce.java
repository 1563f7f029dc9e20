package org.trialbook.view.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.view.projection.Snapshot;

/// The newest version of the protocol at a moment, which says what concerns the study as a whole. What holds at a
/// site and for a subject, [SubjectProtocols] says.
public final class ProtocolInForce {

    private static final Cache<String, Protocol> READ =
            Caffeine.newBuilder().maximumSize(16).build();

    private ProtocolInForce() {}

    /// Nothing before one was published.
    public static Optional<Protocol> at(Snapshot snapshot, StudyId study) {
        return snapshot.one(StudyProjection.STUDY, study.value())
                .flatMap(view -> Optional.ofNullable(view.protocol()))
                .map(published -> read(published.content()));
    }

    /// Every visit that any version had by then: first those in force, in their order.
    public static List<CodeListItem> visitsEver(Snapshot snapshot, StudyId study) {
        return snapshot.one(StudyProjection.STUDY, study.value())
                .map(StudyView::visits)
                .orElse(List.of());
    }

    /// The same file is read once: views of the past are folded from the beginning each time.
    public static Protocol read(String content) {
        return READ.get(content, file -> ProtocolFile.read("the published protocol", file));
    }
}
