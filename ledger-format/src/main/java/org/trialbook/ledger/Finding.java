package org.trialbook.ledger;

import java.time.Instant;
import java.util.OptionalLong;

/// One way in which a record is not what it claims to be. The code is stable: scripts and the attack
/// corpus rely on it.
///
/// A position says from where on the record can't be relied on because of this finding. Findings about
/// the container, such as a superfluous file or a signature that is missing, have none.
public sealed interface Finding {

    /// The stable name of this kind of finding.
    String code();

    /// The first position concerned, if the finding is about events.
    OptionalLong position();

    /// What was seen and what should have been, in a sentence.
    String evidence();

    /// A finding about events, at or from a position.
    sealed interface InRecord extends Finding {

        /// The position itself.
        long at();

        @Override
        default OptionalLong position() {
            return OptionalLong.of(at());
        }
    }

    /// A finding that some position of a stretch is bad, without saying which.
    sealed interface Somewhere extends InRecord {

        /// The position behind the stretch that begins at [#at].
        long end();
    }

    /// A finding about the files around the events, and about who vouches for them.
    sealed interface InContainer extends Finding {

        @Override
        default OptionalLong position() {
            return OptionalLong.empty();
        }
    }

    /// The line that stands at this position is none.
    record UnreadableLine(long at, int offset, String expected) implements InRecord {
        @Override
        public String code() {
            return "unreadable-line";
        }

        @Override
        public String evidence() {
            return "the line is malformed at its byte " + offset + ", where " + expected + " is expected";
        }
    }

    /// The compressed data breaks off or is corrupt from here on.
    record DamagedData(long at, String reason) implements InRecord {
        @Override
        public String code() {
            return "damaged-data";
        }

        @Override
        public String evidence() {
            return "the data can't be read any further: " + reason;
        }
    }

    /// A line was removed, inserted, repeated or moved.
    record WrongPosition(long at, long expected, long found) implements InRecord {
        @Override
        public String code() {
            return "wrong-position";
        }

        @Override
        public String evidence() {
            return "where position " + expected + " is expected, the line says it is " + found;
        }
    }

    /// The log's clock went backwards between two neighbours, which a committer never lets happen.
    record TimeWentBack(long at, Instant recordedAt, Instant before) implements InRecord {
        @Override
        public String code() {
            return "time-went-back";
        }

        @Override
        public String evidence() {
            return "recorded at " + recordedAt + ", though its predecessor was recorded at " + before;
        }
    }

    /// The line is not the one whose hash was kept for this position.
    record ChangedLine(long at, TreeHash kept, TreeHash computed) implements InRecord {
        @Override
        public String code() {
            return "changed-line";
        }

        @Override
        public String evidence() {
            return "the line hashes to " + computed + ", but " + kept + " went into the tree";
        }
    }

    /// The last lines of a block are gone; their hashes, which the tree confirms, are still there.
    record MissingLine(long at, long block, long end) implements InRecord {
        @Override
        public String code() {
            return "missing-line";
        }

        @Override
        public String evidence() {
            return "block " + block + " has leaf hashes up to position " + (end - 1) + ", but its lines end before "
                    + at;
        }
    }

    /// The line is as it was hashed into the tree, but the copy of its hash is not.
    record ChangedLeaf(long at, TreeHash kept, TreeHash computed) implements InRecord {
        @Override
        public String code() {
            return "changed-leaf";
        }

        @Override
        public String evidence() {
            return "the stored leaf hash is " + kept + ", but the line, which the tree confirms, has " + computed;
        }
    }

    /// A block is missing, or its number was changed.
    record BlockGap(long at, long expected, long found) implements InRecord {
        @Override
        public String code() {
            return "block-gap";
        }

        @Override
        public String evidence() {
            return "where block " + expected + " is expected, block " + found + " stands";
        }
    }

    /// A block does not begin where its predecessor ended.
    record WrongBlockStart(long at, long block, long expected, long found) implements InRecord {
        @Override
        public String code() {
            return "wrong-block-start";
        }

        @Override
        public String evidence() {
            return "block " + block + " says it begins at " + found + ", but its predecessor ended before " + expected;
        }
    }

    /// A block does not hold as many events as it says, or as many leaf hashes as events.
    record WrongBlockSize(long at, long end, long block, long expected, long found) implements Somewhere {
        @Override
        public String code() {
            return "wrong-block-size";
        }

        @Override
        public String evidence() {
            return "block " + block + " says " + found + ", but its events make it " + expected;
        }
    }

    /// A block without events, which no writer makes.
    record EmptyBlock(long at, long block) implements InRecord {
        @Override
        public String code() {
            return "empty-block";
        }

        @Override
        public String evidence() {
            return "block " + block + " holds no event";
        }
    }

    /// The events up to a block do not give the root it bears. Later roots are not compared: they all
    /// follow from it.
    record WrongBlockRoot(long at, long end, long block, TreeHash stored, TreeHash computed) implements Somewhere {
        @Override
        public String code() {
            return "wrong-block-root";
        }

        @Override
        public String evidence() {
            return "block " + block + " bears the root " + stored + ", but its events give " + computed;
        }
    }

    /// The end of the log was cut off: a signature vouches for more events than there are.
    record MissingTail(long at, long signedSize) implements InRecord {
        @Override
        public String code() {
            return "missing-tail";
        }

        @Override
        public String evidence() {
            return "a checkpoint was signed at size " + signedSize + ", but the events end before position " + at;
        }
    }

    /// Events that no checkpoint of the bundle covers.
    record BeyondCheckpoint(long at, long signedSize, long size) implements InRecord {
        @Override
        public String code() {
            return "beyond-checkpoint";
        }

        @Override
        public String evidence() {
            return "there are " + size + " events, but the checkpoint vouches for " + signedSize + " only";
        }
    }

    /// The events are not those that were signed. Without an exacter finding, a changed event stands
    /// somewhere between this position, up to which an earlier checkpoint agrees, and the size.
    record WrongRoot(long at, long size, TreeHash signed, TreeHash computed) implements Somewhere {
        @Override
        public long end() {
            return size;
        }

        @Override
        public String code() {
            return "wrong-root";
        }

        @Override
        public String evidence() {
            return "at size " + size + " the signed root is " + signed + ", but the events give " + computed
                    + "; the change is at or after position " + at;
        }
    }

    /// Nobody trusted vouches for the events.
    record UntrustedCheckpoint(String entry, String reason) implements InContainer {
        @Override
        public String code() {
            return "untrusted-checkpoint";
        }

        @Override
        public String evidence() {
            return entry + ": " + reason;
        }
    }

    /// An event says that the log's key has changed, but the key in force did not say so.
    record UntrustedRotation(long at, String reason) implements InRecord {
        @Override
        public String code() {
            return "untrusted-rotation";
        }

        @Override
        public String evidence() {
            return "the key does not change here: " + reason;
        }
    }

    /// A checkpoint bears a key of the log to which no rotation that is shown leads. Behind the position,
    /// events are withheld: if the rotation is among them, it must not be; if it is not, somebody else has
    /// signed.
    record WithheldRotation(long at, long end, String entry, String inForce) implements Somewhere {
        @Override
        public String code() {
            return "withheld-rotation";
        }

        @Override
        public String evidence() {
            return entry + " of size " + end + " is signed by another key of the log than " + inForce
                    + "; if the key was handed over, that event is withheld, at or after position " + at;
        }
    }

    /// An event is withheld from a record that says it is complete.
    record UndeclaredRedaction(long at, String completeAs) implements InRecord {
        @Override
        public String code() {
            return "undeclared-redaction";
        }

        @Override
        public String evidence() {
            return "the event is withheld, though the record calls itself " + completeAs + ", which is complete";
        }
    }

    /// Fewer witnesses than asked for have seen that the log only ever grew.
    record TooFewWitnesses(String reason) implements InContainer {
        @Override
        public String code() {
            return "too-few-witnesses";
        }

        @Override
        public String evidence() {
            return reason;
        }
    }

    /// The log has become shorter than it was.
    record Rollback(long at, long sizeBefore) implements InRecord {
        @Override
        public String code() {
            return "rollback";
        }

        @Override
        public String evidence() {
            return "the log had " + sizeBefore + " events before; now it ends before position " + at;
        }
    }

    /// One log has two histories. Where the lines of both are at hand, the stretch is the one position at
    /// which they part.
    record Fork(long at, long end, TreeHash before, TreeHash now) implements Somewhere {
        @Override
        public String code() {
            return "fork";
        }

        @Override
        public String evidence() {
            return end == at + 1
                    ? "the event there had the leaf hash " + before + " before; now it has " + now
                    : "at size " + end + " the root was " + before + " before; now the events give " + now;
        }
    }

    /// The event does not stand where the proof says.
    record NotIncluded(long at, String reason) implements InRecord {
        @Override
        public String code() {
            return "not-included";
        }

        @Override
        public String evidence() {
            return "the proof does not lead from the line to the signed root: " + reason;
        }
    }

    /// A server does not hand out what its checkpoint vouches for.
    record UnservedPiece(long at, String path, String reason) implements InRecord {
        @Override
        public String code() {
            return "unserved-piece";
        }

        @Override
        public String evidence() {
            return path + ": " + reason;
        }
    }

    /// The bundle brings another key than the one the inspector trusts.
    record ForeignKey(String pinned, String bundled) implements InContainer {
        @Override
        public String code() {
            return "foreign-key";
        }

        @Override
        public String evidence() {
            return "the bundle brings the key " + bundled + ", but the pinned key is " + pinned;
        }
    }

    /// An event whose payload this format interprets says it in another way.
    record UnreadableEvent(long at, String type, String expected) implements InRecord {
        @Override
        public String code() {
            return "unreadable-event";
        }

        @Override
        public String evidence() {
            return type + " can't be interpreted: " + expected;
        }
    }

    /// A protocol was published with a hash that is not that of its content.
    record WrongContentHash(long at, String stated, String computed) implements InRecord {
        @Override
        public String code() {
            return "wrong-content-hash";
        }

        @Override
        public String evidence() {
            return "the event says that the SHA-256 of the protocol is " + stated + ", but it is " + computed;
        }
    }

    /// A version of a protocol makes a practice study a real one, or a real one a practice study.
    ///
    /// @param practice whether it says that the study is only for practice
    record ChangedPractice(long at, String version, boolean practice) implements InRecord {
        @Override
        public String code() {
            return "changed-practice";
        }

        @Override
        public String evidence() {
            return "version " + version
                    + (practice
                            ? " says that the study is only for practice, and the first one does not"
                            : " does not say that the study is only for practice, and the first one does");
        }
    }

    /// Arms were disclosed while somebody could still have acted on them.
    record EarlyDisclosure(long at, String reason) implements InRecord {
        @Override
        public String code() {
            return "early-disclosure";
        }

        @Override
        public String evidence() {
            return "arms are disclosed " + reason;
        }
    }

    /// The seed was revealed while somebody could still have computed arms to come from it.
    record EarlyReveal(long at, String reason) implements InRecord {
        @Override
        public String code() {
            return "early-reveal";
        }

        @Override
        public String evidence() {
            return "the seed is revealed " + reason;
        }
    }

    /// The file of a protocol is not what was published.
    record ProtocolDisagrees(String entry, String published, String found) implements InContainer {
        @Override
        public String code() {
            return "protocol-disagrees";
        }

        @Override
        public String evidence() {
            return entry + " has the SHA-256 " + found + ", but what was published last under this name has "
                    + published;
        }
    }

    /// A file is there, but not what it has to be.
    record MalformedEntry(String entry, String reason) implements InContainer {
        @Override
        public String code() {
            return "malformed-entry";
        }

        @Override
        public String evidence() {
            return entry + ": " + reason;
        }
    }

    /// A file that has to be there is not.
    record MissingEntry(String entry) implements InContainer {
        @Override
        public String code() {
            return "missing-entry";
        }

        @Override
        public String evidence() {
            return entry + " is missing";
        }
    }

    /// A file that nothing accounts for.
    record SuperfluousEntry(String entry) implements InContainer {
        @Override
        public String code() {
            return "superfluous-entry";
        }

        @Override
        public String evidence() {
            return entry + " has no place in a bundle, is not in its manifest, or is there twice";
        }
    }

    /// The manifest says something else than the bundle.
    record ManifestDisagrees(String member, String stated, String actual) implements InContainer {
        @Override
        public String code() {
            return "manifest-disagrees";
        }

        @Override
        public String evidence() {
            return "the manifest says " + member + " is " + stated + ", but it is " + actual;
        }
    }
}
