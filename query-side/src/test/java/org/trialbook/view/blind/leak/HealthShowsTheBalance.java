package org.trialbook.view.blind.leak;

/// What a monitoring system sees.
final class HealthShowsTheBalance extends AnswerLeak {

    @Override
    public String imitates() {
        return "a health detail counts per arm";
    }

    @Override
    String leave(Answering answer) {
        return answer.path().startsWith("/actuator/health")
                ? answer.body() + "{\"conduction\":" + answer.conduction() + "}"
                : answer.body();
    }
}
