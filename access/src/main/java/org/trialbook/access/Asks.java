package org.trialbook.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which question an endpoint answers. An endpoint that names none, does no act and is not [ForEverybody] is refused:
/// see [Classified].
///
/// The endpoint itself requires the permission, first of all; a test holds the two together.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Asks {
    /// There is more than one question where the path decides which of them is asked.
    Question[] value();
}
