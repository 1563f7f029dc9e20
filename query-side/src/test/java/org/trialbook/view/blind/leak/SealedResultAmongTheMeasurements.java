package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.view.blind.Deed;

/// An answer of a read that the protocol marks.
final class SealedResultAmongTheMeasurements implements Leak {

    @Override
    public String imitates() {
        return "what tells the arm of a read is recorded among the open answers";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                        instanceof
                        ReadSubmitted(var study, var read, var reader, var values, var reason, var guess, var revealing)
                && revealing != null)) {
            return deed;
        }
        Map<String, ItemValue> all = new TreeMap<>(values);
        all.putAll(revealing.opened());
        return deed.with(new ReadSubmitted(study, read, reader, all, reason, guess, revealing));
    }
}
