package org.trialbook.view.pages;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/// Sends a browser on to another page of ours (303).
final class SeeOther {

    private SeeOther() {}

    /// @param path below the application's own path
    static RedirectView to(String path) {
        RedirectView view = new RedirectView(path, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }
}
