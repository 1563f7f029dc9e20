package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The address of a next page.
final class NextPageCarriesTheSize extends AnswerLeak {

    @Override
    public String imitates() {
        return "the next page is asked for as of the record's size";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        String next = answer.response().getHeader("Link");
        if (next != null) {
            answer.response().setHeader("Link", next.replaceAll("asOf=[^&>]*", "asOf=" + answer.size()));
        }
        return answer.body();
    }
}
