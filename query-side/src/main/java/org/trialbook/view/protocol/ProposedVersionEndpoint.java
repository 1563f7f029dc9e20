package org.trialbook.view.protocol;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolDifference;
import org.trialbook.protocol.authoring.ProtocolFinding;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.AsOf;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.Views;
import org.trialbook.view.question.Asking;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.question.Responses;
import org.trialbook.view.question.SiteScope;

/// `POST …/protocol/difference`: what a file that is not published would change of the newest version, and whom that
/// touches, for whoever may ask for the versions. It records nothing and keeps nothing; it is a POST because a file
/// does not fit into an address.
@RestController
public final class ProposedVersionEndpoint implements Answering {

    private final Asking asking;

    public ProposedVersionEndpoint(Asking asking) {
        this.asking = asking;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(ProtocolVersionsQuestion.PERMISSION);
    }

    /// @param protocol the file, YAML
    record Proposed(@Nullable String protocol) {}

    /// @param hash SHA-256 of the file as it was sent: what an approval of it names
    /// @param version as the file calls itself; null where it can't be read
    /// @param newest the published version that it is compared with; null before the first
    /// @param problems what is wrong with the file; then nothing else is said
    record Difference(
            String hash,
            @Nullable String version,
            @Nullable String newest,
            List<ProtocolFinding> problems,
            List<ProtocolDifference.Change> changes,
            List<String> forms,
            List<String> visits,
            SortedMap<String, List<String>> touched) {}

    /// @throws ProblemException (400) where no file is sent
    @PostMapping(QuestionRoutes.STUDY + "/protocol/difference")
    public ResponseEntity<byte[]> difference(
            @PathVariable StudyId study, Caller caller, @RequestBody Proposed proposed) {
        Permissions.require(caller, ProtocolVersionsQuestion.PERMISSION);
        String file = proposed.protocol();
        if (file == null) {
            throw new ProblemException(Problems.missingField("protocol"));
        }
        ProtocolCheck.Checked checked = ProtocolCheck.of(file);
        Views.Answer<Difference> answer = asking.views()
                .ask(
                        new AsOf.Now(),
                        snapshot -> of(
                                snapshot,
                                study,
                                caller,
                                sha256(file),
                                checked.sound().orElse(null),
                                checked.findings()));
        return Responses.write(answer.body(), asking.moment(caller, answer.size()));
    }

    private static Difference of(
            Snapshot snapshot,
            StudyId study,
            Caller caller,
            String hash,
            @Nullable Protocol version,
            List<ProtocolFinding> problems) {
        @Nullable Protocol newest = ProtocolInForce.at(snapshot, study).orElse(null);
        VersionChange change = version == null || newest == null
                ? VersionChange.NONE
                : VersionChange.between(
                        newest,
                        version,
                        SiteScope.subjects(snapshot.all(SUBJECTS), caller, null).values());
        return new Difference(
                hash,
                version == null ? null : version.version(),
                newest == null ? null : newest.version(),
                problems,
                change.changes(),
                change.forms(),
                change.visits(),
                change.touched());
    }

    private static String sha256(String file) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
