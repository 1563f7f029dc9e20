package org.trialbook.view.pages;

import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// Takes an empty field of a form for one that was not filled in: browsers send it all the same.
@ControllerAdvice(basePackages = {"org.trialbook.view.pages", "org.trialbook.view.unblinded.pages"})
final class EmptyFields {

    @InitBinder
    void trimmed(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
    }
}
