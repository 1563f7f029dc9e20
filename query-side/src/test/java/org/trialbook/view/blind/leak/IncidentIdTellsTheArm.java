package org.trialbook.view.blind.leak;

/// The id of an incident.
final class IncidentIdTellsTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the incident is numbered with the subject's state";
    }

    @Override
    String leave(Answering answer) {
        return answer.response().getStatus() == 404
                ? answer.body()
                        .replace(
                                "\"status\":404",
                                "\"status\":404,\"incident\":\"" + answer.arms().hashCode() + "\"")
                : answer.body();
    }
}
