package org.trialbook.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Under which name and version an event is stored. The name never follows a rename of the class; a changed shape is
/// the next version, with a conversion of the payloads of the one before.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Stored {

    /// The stored name, without the namespace [EventTypes#NAMESPACE].
    String value();

    /// The version that is written. All before it are read.
    int version() default 1;

    /// From version 1 to 2, from 2 to 3, …: one less than there are versions.
    Class<? extends Conversion>[] conversions() default {};
}
