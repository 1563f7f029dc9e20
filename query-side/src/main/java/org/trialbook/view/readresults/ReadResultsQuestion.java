package org.trialbook.view.readresults;

import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.READER;
import static org.trialbook.view.readresults.ReadCountsRollup.READ_COUNTS;
import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.readresults.SubjectsOfReadsProjection.SUBJECTS_OF_READS;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// For a reader the own results under their codes, for everybody else who may ask all recordings with subject and
/// visit, each with all that was read of it. Both without the reader's guess of the arm.
public final class ReadResultsQuestion extends Question<QuestionAnswer> {

    public ReadResultsQuestion() {
        super(
                QuestionPermission.of("read-results", READER, ENDPOINT_COMMITTEE)
                        .and(OVERSIGHT),
                "/reads/results",
                PAGES);
    }

    record OwnAnswer(List<OwnResult> reads) {}

    /// @param adjudicationsDue modality → how many third reads come with the next reads that are shared out, over
    ///     all pages
    record ReadsAnswer(List<RecordingRow> reads, SortedMap<String, Integer> adjudicationsDue) {}

    /// What a reader may see of an own result: nothing of whose it is, and no time.
    record OwnResult(
            String read,
            @Nullable String modality,
            SortedMap<String, ItemValue> values,
            @Nullable String notEvaluable) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        PageRequest page = parameters.page();
        if (caller.role() == READER) {
            SortedMap<String, ReadView> all = snapshot.all(READS);
            PageRequest.Page<OwnResult> found =
                    page.of(all, read -> read.takenBack(all::get) ? null : own(read, caller));
            return found.answer(new OwnAnswer(found.items()));
        }
        Protocol protocol = ProtocolInForce.at(snapshot, parameters.study()).orElse(null);
        SortedMap<String, ReadView> reads = snapshot.all(READS);
        PageRequest.Page<RecordingReads> found = page.of(reads, read -> ReadCountsRollup.recording(read, reads::get));
        return found.answer(new ReadsAnswer(
                found.items().stream()
                        .map(recording -> row(recording, snapshot, protocol))
                        .toList(),
                new TreeMap<>(snapshot.rolled(READ_COUNTS).adjudicationsDue())));
    }

    private static @Nullable OwnResult own(ReadView read, Caller caller) {
        return caller.id().equals(read.reader()) && read.submitted()
                ? new OwnResult(read.read(), read.modality(), read.values(), read.notEvaluable())
                : null;
    }

    private static RecordingRow row(RecordingReads reads, Snapshot snapshot, @Nullable Protocol protocol) {
        return RecordingRow.of(
                reads,
                protocol,
                Optional.ofNullable(reads.first().subject())
                        .flatMap(subject -> snapshot.one(SUBJECTS_OF_READS, subject))
                        .orElse(null),
                snapshot.one(SUBJECTS_OF_READS, SubjectsOfReadsProjection.STUDY).orElse(null));
    }
}
