package org.trialbook.view.blind.leak;

import java.util.HashMap;
import java.util.Map;

/// An answer that was made for somebody else.
final class CacheSharedBetweenRoles extends AnswerLeak {

    @Override
    public String imitates() {
        return "answers are kept by their path alone, and an investigator asked first";
    }

    private final Map<String, String> kept = new HashMap<>();

    @Override
    String leave(Answering answer) {
        if (!answer.asks("/timeline") || answer.response().getStatus() != 200) {
            return answer.body();
        }
        String key = System.identityHashCode(answer.history()) + answer.path();
        return kept.computeIfAbsent(
                key, path -> answer.body().replace("\"entries\"", "\"arm\":\"" + answer.arm() + "\",\"entries\""));
    }
}
