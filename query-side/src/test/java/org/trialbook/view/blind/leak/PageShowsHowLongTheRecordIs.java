package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The foot of a page.
final class PageShowsHowLongTheRecordIs extends AnswerLeak {

    @Override
    public String imitates() {
        return "every page says how many events it is made of";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        return answer.isPage()
                ? answer.body().replace("</body>", "<!-- %d events --></body>".formatted(answer.size()))
                : answer.body();
    }
}
