package org.trialbook.view.blind.leak;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.blind.History;
import org.trialbook.view.blind.KindOfBlinding;

/// A way in which the arm could get out. It is planted in one of five places: in what is recorded, in how it is sealed,
/// in the line, in who may know, or in the answer; the comparison must find it.
public interface Leak {

    /// What mistake this would be.
    String imitates();

    /// Of which pairs it tells: most leaks tell what is sealed.
    default GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.SEALED;
    }

    /// Under which blind it is a leak.
    default KindOfBlinding blinding() {
        return KindOfBlinding.SINGLE_BLIND;
    }

    /// What roles may know, as somebody careless would look it up.
    ///
    /// @param right as the protocol says
    default RoleKnowledge knowledge(RoleKnowledge right, History history) {
        return right;
    }

    /// The deeds as somebody careless would record them.
    default List<Deed> record(List<Deed> deeds) {
        return deeds;
    }

    /// The key as somebody careless would use it.
    default BlindingKey seal(BlindingKey key) {
        return key;
    }

    /// The line as somebody careless would write it.
    ///
    /// @param open the event before it was sealed
    default EventLine write(EventLine line, TrialEvent open) {
        return line;
    }

    /// The answer as somebody careless would give it.
    ///
    /// @param history what is sealed in the record that is asked
    default void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, History history)
            throws ServletException, IOException {
        chain.doFilter(request, response);
    }

    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
