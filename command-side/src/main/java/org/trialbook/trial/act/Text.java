package org.trialbook.trial.act;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a text in a request may be. It is checked before the act is decided; a broken one ends the request with
/// `invalid-field`. Of a list, each member is checked.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Text {
    /// The most characters it may have.
    int longest() default 500;

    Form form() default Form.SAYS_SOMETHING;

    /// The texts that are taken, where not every text is.
    String[] oneOf() default {};

    enum Form {
        /// It holds a letter or a digit: see [org.trialbook.protocol.FreeText].
        SAYS_SOMETHING,
        /// It is empty or says something.
        NOTE,
        /// SHA-256, lower-case hexadecimal.
        SHA256,
        /// An IANA time zone.
        ZONE
    }
}
