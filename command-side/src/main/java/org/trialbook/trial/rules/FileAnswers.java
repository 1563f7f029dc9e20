package org.trialbook.trial.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ItemValue.NamedFile;
import org.trialbook.protocol.AcceptedFiles;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.EditChecks.Problem;
import org.trialbook.protocol.Item;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.media.UploadedMedia;

/// Answers that name a file. It was uploaded, and looked into, before; here it is held to what its item takes, and
/// recorded with what it was found to be.
public final class FileAnswers {

    private FileAnswers() {}

    /// Files that nobody uploaded, or that their items do not take.
    public static List<Problem> problems(List<Item> items, Map<String, ItemValue> answers, UploadedMedia uploads) {
        List<Problem> problems = new ArrayList<>();
        for (Item item : items) {
            ItemValue answer = answers.get(item.code());
            AcceptedFiles accepted = item.files();
            if (answer == null || answer.lacksValue()) {
                continue;
            }
            if (answer.file() != null) {
                problems.add(new Problem(item.code(), "not-sent", "a file's hash, without what the file is"));
            } else if (accepted != null && EditChecks.check(item, answer).isEmpty()) {
                problem(item, accepted, uploads.find(answer.value())).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> problem(Item item, AcceptedFiles accepted, Optional<StoredMedia> found) {
        if (found.isEmpty()) {
            return Optional.of(new Problem(
                    item.code(), "not-uploaded", "nothing was uploaded with this hash: upload the file first"));
        }
        StoredMedia file = found.get();
        if (!accepted.takes(file.contentType())) {
            return Optional.of(new Problem(
                    item.code(),
                    "not-taken",
                    "the file is %s; taken is %s"
                            .formatted(
                                    file.contentType(),
                                    accepted.types().stream()
                                            .map(AcceptedFiles.Format::contentType)
                                            .collect(Collectors.joining(", ")))));
        }
        return file.bytes() > accepted.mostBytes()
                ? Optional.of(new Problem(
                        item.code(),
                        "too-large",
                        "the file has %d bytes; taken are at most %d".formatted(file.bytes(), accepted.mostBytes())))
                : Optional.empty();
    }

    /// The answer with what its file was found to be; any other as it is.
    public static ItemValue named(Item item, ItemValue answer, UploadedMedia uploads) {
        return item.type() == Item.Type.FILE && !answer.lacksValue()
                ? uploads.find(answer.value())
                        .map(file -> ItemValue.file(
                                file.hash(), new NamedFile(file.contentType(), Math.toIntExact(file.bytes()))))
                        .orElse(answer)
                : answer;
    }
}
