package org.trialbook.blinding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The length, in bytes, to which a sealed field's JSON is padded before it is encrypted, so that its size tells
/// nothing.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Padded {
    int value();

    /// To what earlier versions of the event padded the field; 0 where it was always the same.
    int before() default 0;
}
