package org.trialbook.access;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INSPECTOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.PHARMACIST;
import static org.trialbook.access.Role.PROGRAMMER;
import static org.trialbook.access.Role.READER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.trialbook.protocol.SealedContent;

/// The questions that more than one side has to know: those about what is sealed, since the side that records acts
/// takes from others that somebody was shown it; those about the log itself; and which acts there are. Every other
/// question declares its permission where it stands. Of those who may ask about what is sealed, the protocol's blind
/// leaves some out.
public final class SharedQuestions {

    public static final QuestionPermission UNBLINDED_SUBJECT = ofSubjects("unblinded-subject");
    public static final QuestionPermission UNBLINDED_ALLOCATION =
            ofSubjects("unblinded-allocation").and(Set.of(PHARMACIST));
    /// Of whom and when, the protocol says for each role. Who is told of some arms alone learns the arm by it.
    public static final QuestionPermission UNBLINDED_CORE_LAB_RESULTS =
            ofSubjects("unblinded-core-lab-results").showing(SealedContent.CORE_LAB_RESULTS);
    /// Study-wide figures by arm: an open-label site must not learn how the arms fare elsewhere.
    public static final QuestionPermission UNBLINDED_CROSSOVERS = studyWide("unblinded-crossovers");
    /// Whatever is sealed, of whatever kind.
    public static final QuestionPermission UNBLINDED_RECORD = studyWide("unblinded-record")
            .and(Set.of(UNBLINDED_MONITOR))
            .showing(SealedContent.DEVICE_DATA)
            .showing(SealedContent.CORE_LAB_RESULTS);
    public static final QuestionPermission UNBLINDED_EXPOSURE = studyWide("unblinded-exposure");
    public static final QuestionPermission UNBLINDED_BLINDING_INDEX = studyWide("unblinded-blinding-index");
    public static final QuestionPermission UNBLINDED_PREDICTABILITY = studyWide("unblinded-predictability");
    public static final QuestionPermission UNBLINDED_FLOW = studyWide("unblinded-flow");
    public static final QuestionPermission UNBLINDED_KIT_STOCK = studyWide("unblinded-kit-stock");
    public static final QuestionPermission UNBLINDED_ENVELOPES =
            QuestionPermission.of("unblinded-envelopes", STATISTICIAN);

    /// What those ask who may know what is sealed, each of any of it.
    public static final QuestionPermission UNBLINDED_QUERIES =
            ofSubjects("unblinded-queries").and(Set.of(PHARMACIST)).showing(SealedContent.DEVICE_DATA);

    /// Which answers were verified, and which are to be, the sealed ones among them.
    public static final QuestionPermission UNBLINDED_FORM_STATUSES =
            ofSubjects("unblinded-form-statuses").showing(SealedContent.DEVICE_DATA);
    public static final QuestionPermission UNBLINDED_RULE_HITS =
            ofSubjects("unblinded-rule-hits").showing(SealedContent.DEVICE_DATA);

    /// The lists that they keep; what they look for may tell the arm.
    public static final QuestionPermission UNBLINDED_LISTS =
            ofSubjects("unblinded-lists").and(Set.of(PHARMACIST));

    public static final QuestionPermission UNBLINDED_DEVIATIONS = ofSubjects("unblinded-deviations");

    /// Compares every view, unblinded ones too for those who may see them.
    public static final QuestionPermission REPLAY = QuestionPermission.of("replay", INSPECTOR, DATA_MANAGER);

    /// Whose answers may show an allocation.
    public static final List<QuestionPermission> SHOWING_ALLOCATION = List.of(
            UNBLINDED_SUBJECT,
            UNBLINDED_ALLOCATION,
            UNBLINDED_CORE_LAB_RESULTS,
            UNBLINDED_CROSSOVERS,
            UNBLINDED_RECORD,
            UNBLINDED_EXPOSURE,
            UNBLINDED_BLINDING_INDEX,
            UNBLINDED_PREDICTABILITY,
            UNBLINDED_FLOW,
            UNBLINDED_KIT_STOCK,
            UNBLINDED_ENVELOPES,
            UNBLINDED_QUERIES,
            UNBLINDED_FORM_STATUSES,
            UNBLINDED_RULE_HITS,
            UNBLINDED_DEVIATIONS,
            UNBLINDED_LISTS,
            REPLAY);

    /// What is sealed is closed in it; but what is withheld is there.
    public static final QuestionPermission BUNDLE =
            QuestionPermission.of("bundle", INSPECTOR, STATISTICIAN).showing(SealedContent.ALLOCATION);

    /// What the blinded may not know is withheld in it, for whoever asks.
    public static final QuestionPermission REDACTED_BUNDLE = QuestionPermission.of(
                    "redacted-bundle", SPONSOR, ADMINISTRATOR, ENDPOINT_COMMITTEE)
            .and(OVERSIGHT);

    /// How many events there are, and hashes of the log's tree with proofs of them; never a line. For those who may
    /// have the record anyway: who stands beside the laboratory could tell whose withheld event came last.
    public static final QuestionPermission CHECKPOINT =
            new QuestionPermission("checkpoint", REDACTED_BUNDLE.roles(), SITE_STAFF);

    public static final QuestionPermission TREE = new QuestionPermission("tree", REDACTED_BUNDLE.roles(), SITE_STAFF);

    /// Which acts there are for the caller, and what stands in the way of each.
    public static final QuestionPermission POSSIBLE_ACTS = QuestionPermission.of(
                    "possible-acts", READER, SPONSOR, ADMINISTRATOR, ENDPOINT_COMMITTEE)
            .and(SITE_STAFF)
            .and(OVERSIGHT);

    /// That something was recorded which the caller may know of, and nothing else of it.
    public static final QuestionPermission HINTS = new QuestionPermission("hints", POSSIBLE_ACTS.roles(), Set.of());

    private SharedQuestions() {}

    /// All of them, for whoever compares the declarations with the table written by hand.
    public static List<QuestionPermission> all() {
        return Stream.concat(
                        SHOWING_ALLOCATION.stream(),
                        List.of(BUNDLE, REDACTED_BUNDLE, CHECKPOINT, TREE, POSSIBLE_ACTS, HINTS).stream())
                .toList();
    }

    private static QuestionPermission ofSubjects(String name) {
        return QuestionPermission.of(
                name,
                COORDINATOR,
                INVESTIGATOR,
                IMPLANTER,
                PROGRAMMER,
                UNBLINDED_MONITOR,
                STATISTICIAN,
                SAFETY_BOARD,
                INSPECTOR);
    }

    private static QuestionPermission studyWide(String name) {
        return QuestionPermission.of(name, STATISTICIAN, SAFETY_BOARD, INSPECTOR);
    }
}
