package org.trialbook.view.blind.leak;

/// What is to be done.
final class TaskTellsOfAResultInOneArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "that there is a result to look at stands among everybody's tasks, in the arm that is told";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/tasks")
                ? answer.body().replaceFirst("\\{", "{\"resultsToLookAt\":%d,".formatted(answer.conduction()))
                : answer.body();
    }
}
