package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.blind.GeneratedTrial;

/// A query's number.
final class QueriesAreNumberedTogether implements Leak {

    @Override
    public String imitates() {
        return "queries that are sealed and queries that are not are numbered together, so that gaps tell of the former";
    }

    @Override
    public GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.WITHHELD;
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Map<SubjectId, Integer> opened = new HashMap<>();
        Map<String, String> numbers = new HashMap<>();
        List<Deed> changed = new ArrayList<>();
        for (Deed deed : deeds) {
            switch (deed.event()) {
                case QueryOpened query -> {
                    String number = "Q" + opened.merge(query.subject(), 1, Integer::sum);
                    numbers.put(query.subject() + query.query(), number);
                    changed.add(deed.with(new QueryOpened(
                            query.study(), query.subject(), query.site(), number, query.asked(), query.sealed())));
                }
                case QueryChanged query ->
                    changed.add(deed.with(new QueryChanged(
                            query.study(),
                            query.subject(),
                            query.site(),
                            numbers.getOrDefault(query.subject() + query.query(), query.query()),
                            query.change(),
                            query.sealed())));
                default -> changed.add(deed);
            }
        }
        return changed;
    }
}
