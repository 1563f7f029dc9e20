package org.trialbook.view.blind.leak;

/// The name of a download.
final class FileNamedAfterTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a download is named after its content";
    }

    @Override
    String leave(Answering answer) {
        String disposition = answer.response().getHeader("Content-Disposition");
        if (disposition != null) {
            answer.response().setHeader("Content-Disposition", disposition + "; arm=" + answer.arm());
        }
        return answer.body();
    }
}
