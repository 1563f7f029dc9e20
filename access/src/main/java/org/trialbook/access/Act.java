package org.trialbook.access;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INSPECTOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.READER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What can be done to the record, and in which roles: the whole table.
///
/// A role here is necessary, not sufficient. That site staff act at their own site is checked beside it
/// ([Permissions#ownSite]), and what depends on the protocol or on the subject is decided by the act.
public enum Act {
    PUBLISH_PROTOCOL(ADMINISTRATOR, DATA_MANAGER),
    OPEN_SITE(ADMINISTRATOR, DATA_MANAGER),

    REGISTER_SUBJECT(COORDINATOR, INVESTIGATOR),
    SIGN_CONSENT(COORDINATOR, INVESTIGATOR),
    CONFIRM_ELIGIBILITY(COORDINATOR, INVESTIGATOR),
    RANDOMIZE(COORDINATOR, INVESTIGATOR, IMPLANTER),

    RECORD_IMPLANT_ATTEMPT(IMPLANTER, INVESTIGATOR),
    REQUEST_CROSSOVER(IMPLANTER, INVESTIGATOR),
    APPROVE_CROSSOVER(INVESTIGATOR),
    DENY_CROSSOVER(INVESTIGATOR),

    RECORD_VISIT(COORDINATOR, INVESTIGATOR),
    MISS_VISIT(COORDINATOR, INVESTIGATOR),
    // Which forms a blinded coordinator may fill in is the protocol's matter, form by form.
    RECORD_ASSESSMENT(COORDINATOR, INVESTIGATOR, IMPLANTER),
    CORRECT_VALUE(COORDINATOR, INVESTIGATOR),
    WITHDRAW(COORDINATOR, INVESTIGATOR),

    REGISTER_READ(COORDINATOR, INVESTIGATOR, DATA_MANAGER),
    ASSIGN_READ(DATA_MANAGER),
    SUBMIT_READ(READER),
    ASSIGN_READS(DATA_MANAGER),
    OPEN_READING_BATCH(DATA_MANAGER),
    CLAIM_READ(READER),
    RELEASE_READ(READER),
    SAMPLE_REREADS(DATA_MANAGER),
    UPLOAD_MEDIA(COORDINATOR, INVESTIGATOR, DATA_MANAGER),
    ATTACH_MEDIA(COORDINATOR, INVESTIGATOR, DATA_MANAGER),

    // Each party of the seed commits to its own share.
    COMMIT_SEED_SHARE(SPONSOR, STATISTICIAN),
    REVEAL_SEED(STATISTICIAN),

    UNBLIND_SUBJECT(INVESTIGATOR, IMPLANTER, SAFETY_BOARD),
    ENTER_CODE_BREAK(INVESTIGATOR, IMPLANTER),
    REPORT_UNBLINDING(
            COORDINATOR,
            INVESTIGATOR,
            IMPLANTER,
            MONITOR,
            DATA_MANAGER,
            STATISTICIAN,
            SAFETY_BOARD,
            INSPECTOR,
            SPONSOR,
            ADMINISTRATOR),
    // A reader knows the codes of reads, and no subjects.
    REPORT_READ_UNBLINDING(READER),
    ASSESS_UNBLINDING(INVESTIGATOR, SAFETY_BOARD),
    ISSUE_ENVELOPES(STATISTICIAN),
    LOCK_STUDY(DATA_MANAGER),
    APPROVE_UNBLINDING(SPONSOR, STATISTICIAN, SAFETY_BOARD),
    RECORD_DEVIATION(COORDINATOR, INVESTIGATOR);

    private final Set<Role> roles;
    private final String storedName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Act(Role... roles) {
        this.roles = Set.copyOf(List.of(roles));
    }

    /// The name that stands in URLs and problems, such as `record-visit`.
    public String storedName() {
        return storedName;
    }

    public boolean openTo(Role role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        return storedName;
    }
}
