package org.trialbook.simulation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Where the simulation asks for acts and checks what comes back. Now and then it asks twice, one after the other or
/// both at once: the receipts must be equal to the byte.
final class SimulatedClient {

    private static final double REPEATED = 0.05;
    private static final double AT_ONCE = 0.03;

    private final CommandSide side;
    private final long seed;
    private final ExecutorService threads;
    private final RequestCounts tally;

    SimulatedClient(CommandSide side, long seed, ExecutorService threads, RequestCounts tally) {
        this.side = side;
        this.seed = seed;
        this.threads = threads;
        this.tally = tally;
    }

    RequestCounts tally() {
        return tally;
    }

    private Answer post(Request request, Fault fault) throws IOException {
        tally.requests.increment();
        return side.post(request, fault);
    }

    /// Uploads a file.
    void upload(String person, byte[] file) throws IOException {
        tally.requests.increment();
        side.upload(person, file);
    }

    /// The receipt of an act that must be recorded.
    Answer act(Request request) throws IOException, UnexpectedAnswerException {
        Chance chance = Chance.of(seed, "repeat", request.key());
        Answer receipt;
        if (chance.happens(AT_ONCE)) {
            Future<Answer> other = threads.submit((Callable<Answer>) () -> post(request, Fault.NONE));
            receipt = accepted(request, post(request, Fault.NONE));
            Answer twin = accepted(request, joined(other));
            compare(request, receipt, twin);
            // Exactly one of the two was first.
            count(receipt.replayed() && twin.replayed());
            if (!receipt.replayed() && !twin.replayed()) {
                tally.unexpected(request.path() + ": two at once under one key were both recorded");
            }
            return receipt;
        }
        receipt = accepted(request, post(request, Fault.NONE));
        count(receipt.replayed());
        if (chance.happens(REPEATED)) {
            Answer again = accepted(request, post(request, Fault.NONE));
            compare(request, receipt, again);
            if (!again.replayed()) {
                tally.unexpected(request.path() + ": a repeat was not recognised as one");
            }
        }
        return receipt;
    }

    /// Asks once, as somebody who has just signed in, for an act that shows something once.
    void once(Request request) throws IOException, UnexpectedAnswerException {
        side.signInAnew(request.person());
        count(accepted(request, post(request, Fault.NONE)).replayed());
    }

    /// Asks for an act that may find nothing to do, and then is refused so.
    ///
    /// @return the receipt; nothing when there was nothing to do
    Optional<Answer> actIfAny(Request request, String refusal) throws IOException {
        Answer answer = post(request, Fault.NONE);
        if (answer.status() == 201) {
            count(answer.replayed());
            return Optional.of(answer);
        }
        check(request, answer, 422, refusal);
        return Optional.empty();
    }

    /// Two clients ask for the same at the same moment, each under a key of its own: one is refused.
    void race(Request request, String refusal) throws IOException, UnexpectedAnswerException {
        Request rival = request.as(request.person(), request.key() + "-rival");
        Future<Answer> other = threads.submit((Callable<Answer>) () -> post(rival, Fault.NONE));
        Answer mine = post(request, Fault.NONE);
        Answer theirs = joined(other);
        boolean first = mine.status() == 201;
        count(accepted(request, first ? mine : theirs).replayed());
        check(rival, first ? theirs : mine, 422, refusal);
    }

    /// Sends a wrong request, where one can be wrong like that, and sees that it is refused with the right problem.
    ///
    /// @param problem such as `refusal:out-of-order` or `problem:malformed-json`
    void refused(Request request, Fault fault, int status, String problem) throws IOException {
        if (side.takes(fault)) {
            check(request, post(request, fault), status, problem);
        }
    }

    private void check(Request request, Answer answer, int status, String problem) {
        boolean right = answer.status() == status
                && answer.isProblem()
                && answer.text("type").equals("urn:trialbook:" + problem);
        if (right) {
            tally.refused.increment();
        } else {
            tally.unexpected("%s as %s (%s): expected %d %s, got %s"
                    .formatted(request.path(), request.person(), request.key(), status, problem, answer.inWords()));
        }
    }

    private Answer accepted(Request request, Answer answer) throws UnexpectedAnswerException {
        if (answer.status() != 201) {
            throw new UnexpectedAnswerException("%s as %s (%s): expected a receipt, got %s"
                    .formatted(request.path(), request.person(), request.key(), answer.inWords()));
        }
        return answer;
    }

    private void compare(Request request, Answer first, Answer again) {
        if (Arrays.equals(first.body(), again.body())) {
            tally.repeats.increment();
        } else {
            tally.unexpected("%s (%s): the repeat got %s instead of %s"
                    .formatted(request.path(), request.key(), again.inWords(), first.inWords()));
        }
    }

    private void count(boolean replayed) {
        (replayed ? tally.found : tally.recorded).increment();
    }

    private static Answer joined(Future<Answer> other) throws IOException {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
