package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.view.blind.Deed;

/// How much an import corrected, counted otherwise for a file of one arm than for one of the other.
final class ImportCountsByItsFile implements Leak {

    @Override
    public String imitates() {
        return "what an import is said to have corrected depends on what is sealed in its file";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(ImportCountsByItsFile::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof ValuesImported imported
                ? deed.with(new ValuesImported(
                        imported.study(),
                        imported.site(),
                        imported.importId(),
                        imported.subjects(),
                        imported.forms(),
                        imported.fileHash().opened().startsWith("c5") ? 1 : 2,
                        imported.fileHash()))
                : deed;
    }
}
