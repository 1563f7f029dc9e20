package org.trialbook.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a part of the model is called in a protocol's file, for those who write one. The loader, the shape, the
/// schema for editors and the differences between two versions all follow it, so that none of them has a list of
/// its own.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface InFile {

    /// Of a type, what one of it is called, such as `a visit`. Of a member, what it says, and in which unit.
    String value() default "";

    /// Whether the member may be left out.
    boolean optional() default false;

    /// Of a member, the only texts that may stand there. Of a type, the words any of which may stand for the whole.
    String[] oneOf() default {};
}
