package org.trialbook.view.blind.leak;

/// How many events an answer is based on.
final class PositionCountsWhatIsSealed extends AnswerLeak {

    @Override
    public String imitates() {
        return "the position counts only what the arm's view contains";
    }

    @Override
    String leave(Answering answer) {
        String position = answer.response().getHeader("X-Record-Position");
        if (position != null) {
            boolean token = position.startsWith("m");
            long counted = token ? Long.parseLong(position.substring(1), 36) : Long.parseLong(position);
            long fewer = counted - answer.conduction();
            answer.response()
                    .setHeader("X-Record-Position", token ? "m" + Long.toString(fewer, 36) : Long.toString(fewer));
        }
        return answer.body();
    }
}
