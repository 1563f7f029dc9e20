package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.DocumentEvent;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.blind.GeneratedTrial;

/// Who reads what.
final class DocumentOfTheUnblindedIsShown implements Leak {

    @Override
    public String imitates() {
        return "that somebody who knows opened a document for those who know is told as of any document";
    }

    @Override
    public GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.WITHHELD;
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(DocumentOfTheUnblindedIsShown::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof DocumentOpened opened && DocumentEvent.isForTheUnblinded(opened.document())
                ? deed.with(new DocumentOpened(opened.study(), opened.site(), "consent-form", opened.version()))
                : deed;
    }
}
