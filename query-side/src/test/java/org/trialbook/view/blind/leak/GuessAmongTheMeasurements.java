package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Map;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadingEvent;
import org.trialbook.view.blind.Deed;

/// What the reader believes.
final class GuessAmongTheMeasurements implements Leak {

    @Override
    public String imitates() {
        return "the reader's guess is recorded among the values";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                instanceof
                ReadingEvent.ReadSubmitted(
                        var study,
                        var read,
                        var reader,
                        var values,
                        var reason,
                        var guess,
                        var revealing))) {
            return deed;
        }
        return deed.with(new ReadingEvent.ReadSubmitted(
                study,
                read,
                reader,
                Map.of("guess", ItemValue.of(guess.opened().toString())),
                reason,
                guess,
                revealing));
    }
}
