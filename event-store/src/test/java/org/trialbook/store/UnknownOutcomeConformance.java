package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.store.FaultyBlockStore.Fault;

/// The answer to an insert is lost, or the insert arrives late: found out, never guessed.
interface UnknownOutcomeConformance {
    Tag SUBJECT_OF_DOUBT = Drafts.tag("subject", "01-001");

    LogPlace place();

    Duration patience();

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSE_ANSWER", "LOSE_REQUEST", "DELIVER_TWICE"})
    default void whicheverMessageIsLostTheEventIsRecordedOnce(Fault fault) throws Exception {
        Log log = place().writer(new FaultyBlockStore(place().store(), fault, fault, Fault.NONE, fault), patience());
        for (int i = 0; i < 3; i++) {
            Tag tag = Drafts.tag("subject", "s" + i);
            assertThat(place().append(log, Drafts.unseen(tag), Drafts.draft("e" + i, List.of(tag))))
                    .isEqualTo(i + 1);
        }
        assertThat(Drafts.ids(place().reader())).containsExactly("e0", "e1", "e2");
    }

    @Test
    default void aBlockThatArrivesAfterAnotherTookItsNumberChangesNothing() throws Exception {
        FaultyBlockStore network = new FaultyBlockStore(place().store(), Fault.DELAY_REQUEST);
        Log doubting = place().writer(network, Duration.ZERO);
        requireUnsettled(doubting, "doubtful");
        Log other = place().otherWriter();
        assertThat(place().append(other, Drafts.unseen(SUBJECT_OF_DOUBT), draft("other")))
                .isEqualTo(1);
        network.deliverDelayed();
        // Its number was the other's: so it never happened, and its own process finds that out.
        assertThat(place().append(doubting, Drafts.unseen(SUBJECT_OF_DOUBT), draft("doubtful again")))
                .isNull();
        assertThat(place().append(doubting, null, Drafts.draft("next", List.of())))
                .isEqualTo(2);
        assertThat(Drafts.ids(place().reader())).containsExactly("other", "next");
    }

    @Test
    default void aBlockThatArrivesLateButFirstIsRecordedOnce() throws Exception {
        FaultyBlockStore network = new FaultyBlockStore(place().store(), Fault.DELAY_REQUEST);
        Log doubting = place().writer(network, Duration.ZERO);
        requireUnsettled(doubting, "doubtful");
        network.deliverDelayed();
        Log other = place().otherWriter();
        assertThat(place().append(other, Drafts.unseen(SUBJECT_OF_DOUBT), draft("other")))
                .isNull();
        assertThat(place().append(doubting, Drafts.unseen(SUBJECT_OF_DOUBT), draft("doubtful again")))
                .isNull();
        assertThat(Drafts.ids(place().reader())).containsExactly("doubtful");
    }

    @Test
    default void aBlockThatArrivesTwiceLongAfterItsAnswerIsRecordedOnce() throws Exception {
        FaultyBlockStore network = new FaultyBlockStore(place().store(), Fault.DELAY_REQUEST);
        Log log = place().writer(network, patience());
        // The request is delayed, so the log sends it again, which arrives.
        assertThat(place().append(log, Drafts.unseen(SUBJECT_OF_DOUBT), draft("once")))
                .isEqualTo(1);
        assertThat(place().append(place().otherWriter(), null, Drafts.draft("other", List.of())))
                .isEqualTo(2);
        network.deliverDelayed();
        assertThat(place().append(log, null, Drafts.draft("next", List.of()))).isEqualTo(3);
        assertThat(Drafts.ids(place().reader())).containsExactly("once", "other", "next");
    }

    private static Draft draft(String id) {
        return Drafts.draft(id, List.of(SUBJECT_OF_DOUBT));
    }

    private void requireUnsettled(Log log, String id) {
        assertThatThrownBy(() -> place().append(log, null, draft(id)))
                .hasCauseInstanceOf(UnsettledAppendException.class);
    }
}
