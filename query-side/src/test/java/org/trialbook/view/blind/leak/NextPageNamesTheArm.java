package org.trialbook.view.blind.leak;

/// The cursor of a list.
final class NextPageNamesTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the cursor holds the row's sort key";
    }

    @Override
    String leave(Answering answer) {
        String link = answer.response().getHeader("Link");
        if (link != null) {
            answer.response().setHeader("Link", link.replace("&cursor=", "&arm=" + answer.arms() + "&cursor="));
        }
        return answer.body();
    }
}
