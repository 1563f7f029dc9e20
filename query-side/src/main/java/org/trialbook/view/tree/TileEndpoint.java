package org.trialbook.view.tree;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.ledger.EntryBundle;
import org.trialbook.ledger.HashTile;
import org.trialbook.ledger.TilePath;
import org.trialbook.view.checkpoint.SinceUnblinding;
import org.trialbook.view.question.QuestionRoutes;

/// `GET /tile/…`: the log as C2SP tlog-tiles. Hashes are for those who may know how many events there are, lines for
/// those who may have the bundle.
@RestController
public final class TileEndpoint implements Answering {

    private final SignedTree tree;
    private final SinceUnblinding unblinding;

    public TileEndpoint(SignedTree tree, SinceUnblinding unblinding) {
        this.tree = tree;
        this.unblinding = unblinding;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.TREE, SharedQuestions.BUNDLE);
    }

    @GetMapping({"/tile/{*path}", QuestionRoutes.STUDY + "/tile/{*path}"})
    ResponseEntity<byte[]> tile(Caller caller, @PathVariable String path) {
        // The check goes by the spelling alone, so that a path which names no tile does not tell lines from
        // hashes either.
        unblinding.require(caller, path.startsWith("/entries/") ? SharedQuestions.BUNDLE : SharedQuestions.TREE);
        TilePath tile = parse(path);
        if (!tree.covers(tile)) {
            throw new ProblemException(Problem.of(
                    "no-such-tile",
                    "The log has no such tile",
                    404,
                    "The newest signed checkpoint does not cover that tile. See /checkpoint for how far it goes."));
        }
        return ResponseEntity.ok()
                .headers(tile.isEntries() ? notKept() : forever())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(content(tile));
    }

    private byte[] content(TilePath tile) {
        if (!tile.isEntries()) {
            return tree.ofTree(whole -> HashTile.of(whole, tile));
        }
        long first = tile.index() * TilePath.FULL;
        List<byte[]> lines = LongStream.range(first, first + tile.width())
                .mapToObj(tree::line)
                .toList();
        return EntryBundle.format(lines);
    }

    private static TilePath parse(String path) {
        try {
            return TilePath.parse("tile" + path);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(
                    "malformed-tile-path",
                    "The path of a tile is not of its form",
                    400,
                    "A tile is at /tile/<level>/<index> or /tile/entries/<index>, with .p/<width> behind it while it is"
                            + " not full; the index in groups of three digits, all but the last with an x in front."));
        }
    }

    /// Lines name people, and nobody's cache is to keep those.
    private static HttpHeaders notKept() {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noStore());
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        return headers;
    }

    /// A tile of hashes never changes, but it is for this caller alone.
    private static HttpHeaders forever() {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(
                CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable());
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        return headers;
    }
}
