package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.access.problem.NotPermittedException;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.SealedContent;

class PermissionTableTest {

    private static final Set<Role> AT_SITE =
            Set.of(Role.COORDINATOR, Role.INVESTIGATOR, Role.IMPLANTER, Role.PROGRAMMER, Role.PHARMACIST);

    /// Positions and the log's own figures are told to exactly those who may have a bundle of some kind.
    @ParameterizedTest
    @EnumSource
    void whoMayKnowPositionsMayHaveABundle(Role role) {
        assertThat(Permissions.mayKnowPositions(role))
                .isEqualTo(SharedQuestions.REDACTED_BUNDLE.openTo(role))
                .isEqualTo(SharedQuestions.CHECKPOINT.openTo(role))
                .isEqualTo(SharedQuestions.TREE.openTo(role))
                .isEqualTo(Audience.of(somebody(role)) instanceof Audience.Everybody);
    }

    @ParameterizedTest
    @EnumSource
    void roleIsPlacedAsTheContractSays(Role role) {
        assertThat(role.atSite()).isEqualTo(AT_SITE.contains(role));
        assertThat(Role.named(role.storedName())).contains(role);
        assertThat(Role.named(role.name())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void siteBelongsToSiteStaffOnly(Role role) {
        SiteId wrong = role.atSite() ? null : new SiteId("01");
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller("id", "name", role, wrong));
    }

    /// Whoever is made without asking the protocol is told nothing.
    @ParameterizedTest
    @EnumSource
    void nobodyMayKnowWhomNoProtocolLetsKnow(Role role) {
        Caller caller = somebody(role);

        assertThat(caller.blinded()).isTrue();
        assertThat(SharedQuestions.SHOWING_ALLOCATION.stream()
                        .filter(QuestionPermission::unblinded)
                        .filter(question -> question.openTo(caller)))
                .isEmpty();
    }

    @Test
    void aBlindedInvestigatorIsRefusedLikeSomebodyInAnotherRole() {
        NotPermittedException refused = catchThrowableOfType(
                NotPermittedException.class,
                () -> Permissions.require(somebody(Role.INVESTIGATOR), SharedQuestions.UNBLINDED_SUBJECT));

        assertThat(refused.problem())
                .isEqualTo(NotPermittedException.question("unblinded-subject", "investigator")
                        .problem());
        Permissions.require(
                somebody(Role.INVESTIGATOR).knowing(role -> Set.of(SealedContent.ALLOCATION)),
                SharedQuestions.UNBLINDED_SUBJECT);
    }

    @Test
    void refusalNamesTheActAndTheRole() {
        NotPermittedException refused = catchThrowableOfType(
                NotPermittedException.class,
                () -> Permissions.require(
                        somebody(Role.MONITOR), new Permission("randomize", Set.of(Role.COORDINATOR))));
        assertThat(refused.problem().members())
                .containsEntry("act", "randomize")
                .containsEntry("role", "monitor");
    }

    static Caller somebody(Role role) {
        @Nullable SiteId site = role.atSite() ? new SiteId("01") : null;
        return new Caller("somebody", "Some Body", role, site);
    }
}
