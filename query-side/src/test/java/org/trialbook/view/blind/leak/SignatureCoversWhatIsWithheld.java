package org.trialbook.view.blind.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.blind.GeneratedTrial;

/// A signature's list.
final class SignatureCoversWhatIsWithheld implements Leak {

    @Override
    public String imitates() {
        return "an investigator who knows signs what is withheld, too, and the signature is shown";
    }

    @Override
    public GeneratedTrial.Differing differing() {
        return GeneratedTrial.Differing.WITHHELD;
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        Map<SubjectId, Integer> withheld = new HashMap<>();
        List<Deed> changed = new ArrayList<>();
        for (Deed deed : deeds) {
            if (deed.event() instanceof SubjectEvent event && !BlindingPolicy.toBlinded(event)) {
                withheld.merge(event.subject(), 1, Integer::sum);
            }
            changed.add(
                    deed.event() instanceof FormsSigned signed
                            ? deed.with(more(signed, withheld.getOrDefault(signed.subject(), 0)))
                            : deed);
        }
        return changed;
    }

    private static FormsSigned more(FormsSigned signed, int withheld) {
        List<SignedForm> forms = new ArrayList<>(signed.forms());
        for (int attempt = 1; attempt <= withheld; attempt++) {
            forms.add(SignedForm.of(new FormInstance(null, "implant", "" + attempt), List.of()));
        }
        return new FormsSigned(signed.study(), signed.subject(), signed.site(), signed.meaning(), forms);
    }
}
