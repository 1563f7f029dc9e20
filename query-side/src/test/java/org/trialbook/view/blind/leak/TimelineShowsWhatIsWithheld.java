package org.trialbook.view.blind.leak;

/// Entries of a timeline.
final class TimelineShowsWhatIsWithheld extends AnswerLeak {

    @Override
    public String imitates() {
        return "the timeline of one arm has its crossovers";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/timeline") && answer.arm().equals("CSP")
                ? answer.body().replace("\"entries\":[", "\"entries\":[{\"what\":\"CrossoverRequested\"},")
                : answer.body();
    }
}
