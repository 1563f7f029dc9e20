package org.trialbook.view.readresults;

import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.readresults.SubjectsOfReadsProjection.SUBJECTS_OF_READS;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.access.Role;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.answer.PageRequest;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.answer.SiteScope;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;

/// `GET …/reads/results`: for a reader the own results under their codes, for everybody else who may ask all
/// recordings with subject and visit, each with all that was read of it. Both without the reader's guess of the arm.
@RestController
public final class ReadResultsEndpoint {

    private final QueryResponses responses;

    public ReadResultsEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    record OwnAnswer(List<?> reads) {}

    /// @param adjudicationsDue modality → how many third reads come with the next reads that are shared out, over all
    /// pages
    record ReadsAnswer(List<?> reads, SortedMap<String, Integer> adjudicationsDue) {}

    /// What a reader may see of an own result: nothing of whose it is, and no time.
    record OwnResult(
            String read,
            @Nullable String modality,
            SortedMap<String, ItemValue> values,
            @Nullable String notEvaluable) {}

    @Asks({Question.WORKLIST, Question.READ_RESULTS})
    @GetMapping(Paths.STUDY + "/reads/results")
    public ResponseEntity<byte[]> results(
            Caller caller,
            @PathVariable StudyId study,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String limit,
            @RequestParam @Nullable String after) {
        boolean reader = caller.role() == Role.READER;
        // A reader's own results belong to the reader's work.
        Permissions.require(caller, reader ? Question.WORKLIST : Question.READ_RESULTS);
        PageRequest page = PageRequest.of(limit, after);
        return responses.answer(caller, asOf, snapshot -> {
            if (reader) {
                PageRequest.Page<Object> found = page.of(own(snapshot, caller));
                return QueryResponses.Body.page(new OwnAnswer(found.items()), found.next());
            }
            Protocol protocol = ProtocolInForce.at(snapshot, study).orElse(null);
            SortedMap<String, RecordingReads> recordings =
                    RecordingReads.of(snapshot.all(READS).values());
            recordings
                    .values()
                    .removeIf(reads -> !SiteScope.maySee(caller, reads.first().site()));
            PageRequest.Page<Object> found = page.of(all(snapshot, recordings, protocol));
            return QueryResponses.Body.page(new ReadsAnswer(found.items(), due(recordings, protocol)), found.next());
        });
    }

    private static SortedMap<String, Object> own(Snapshot snapshot, Caller caller) {
        SortedMap<String, Object> results = new TreeMap<>();
        snapshot.all(READS).forEach((code, read) -> {
            if (caller.id().equals(read.reader()) && read.submitted()) {
                results.put(code, new OwnResult(code, read.modality(), read.values(), read.notEvaluable()));
            }
        });
        return results;
    }

    private static SortedMap<String, Object> all(
            Snapshot snapshot, SortedMap<String, RecordingReads> recordings, @Nullable Protocol protocol) {
        SortedMap<String, SubjectOfReads> subjects = snapshot.all(SUBJECTS_OF_READS);
        SortedMap<String, Object> results = new TreeMap<>();
        recordings.forEach((code, reads) -> results.put(
                code,
                RecordingRow.of(
                        reads,
                        protocol,
                        subjects.get(String.valueOf(reads.first().subject())),
                        subjects.get(SubjectsOfReadsProjection.STUDY))));
        return results;
    }

    private static SortedMap<String, Integer> due(
            SortedMap<String, RecordingReads> recordings, @Nullable Protocol protocol) {
        SortedMap<String, Integer> due = new TreeMap<>();
        for (RecordingReads reads : recordings.values()) {
            String modality = reads.first().modality();
            if (modality != null && reads.adjudicationDue(RecordingRow.plan(reads.first(), protocol))) {
                due.merge(modality, 1, Integer::sum);
            }
        }
        return due;
    }
}
