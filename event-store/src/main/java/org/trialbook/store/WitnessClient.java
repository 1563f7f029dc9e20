package org.trialbook.store;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.MalformedNoteException;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.UntrustedNoteException;
import org.trialbook.ledger.WitnessAnswer;

/// Speaks C2SP tlog-witness to one witness. Whatever it answers is bounded in time and length, and believed as far
/// as its key has signed it.
final class WitnessClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WitnessAddress address;
    private final HttpClient http;

    WitnessClient(WitnessAddress address, HttpClient http) {
        this.address = address;
        this.http = http;
    }

    /// @throws IOException when it can't be reached, or its answer is none
    WitnessAnswer add(AddCheckpoint request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(address.below("add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.format())));
        try {
            return WitnessAnswer.parse(response.statusCode(), response.body());
        } catch (MalformedNoteException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// The cosignatures of this witness in an answer, verified.
    ///
    /// @throws IOException when there is none
    List<Cosignature> own(SignedNote note, WitnessAnswer.Cosigned answer) throws IOException {
        try {
            List<Cosignature> own =
                    Cosignature.of(new SignedNote(note.text(), answer.signatures()), List.of(address.key()));
            if (own.isEmpty()) {
                throw new IOException("it answered with the signatures of other keys only");
            }
            return own;
        } catch (UntrustedNoteException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// The newest checkpoint of a log that the witness says it has cosigned, if it says so under its
    /// signature.
    ///
    /// @throws IOException when it can't be reached, or its answer is none
    Optional<StoredCheckpoints.Witnessed> newest(String origin) throws IOException, InterruptedException {
        String hash = HexFormat.of().formatHex(Sha256.digest().digest(origin.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<byte[]> response =
                send(HttpRequest.newBuilder(address.below(hash + "/checkpoint")).GET());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new IOException("it answered with status " + response.statusCode());
        }
        try {
            SignedNote note = SignedNote.parse(response.body());
            Checkpoint checkpoint = Checkpoint.ofAnyLog(note.text());
            List<Cosignature> own = Cosignature.of(note, List.of(address.key()));
            if (own.isEmpty() || !checkpoint.origin().equals(origin)) {
                throw new IOException("its checkpoint is of another log, or not cosigned by its key");
            }
            return Optional.of(new StoredCheckpoints.Witnessed(
                    address.key(), checkpoint, own.getLast().time()));
        } catch (MalformedNoteException | UntrustedNoteException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.timeout(PATIENCE).build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), WitnessAnswer.MAX_BYTES));
    }
}
