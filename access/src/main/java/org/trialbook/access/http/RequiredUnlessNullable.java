package org.trialbook.access.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;

/// A component of one of our records must be there and not be null, unless its type says `@Nullable`. So
/// what the compiler believes about a request's body is also true of what arrived.
final class RequiredUnlessNullable extends NopAnnotationIntrospector {

    private static final String OURS = "org.trialbook.";

    static JacksonModule module() {
        return new SimpleModule("trialbook-required") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.insertAnnotationIntrospector(new RequiredUnlessNullable());
            }
        };
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        AnnotatedType type = componentType(member);
        return type == null ? null : !nullable(type);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        AnnotatedType type = componentType(member);
        if (type == null) {
            return JsonSetter.Value.empty();
        }
        Nulls content = Nulls.DEFAULT;
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            content = nullable(arguments[arguments.length - 1]) ? Nulls.DEFAULT : Nulls.FAIL;
        }
        return JsonSetter.Value.construct(nullable(type) ? Nulls.DEFAULT : Nulls.FAIL, content);
    }

    private static @Nullable AnnotatedType componentType(Annotated member) {
        if (member instanceof AnnotatedParameter parameter
                && parameter.getOwner() instanceof AnnotatedConstructor constructor
                && ours(constructor.getDeclaringClass())
                && constructor.getParameterCount()
                        == constructor.getDeclaringClass().getRecordComponents().length) {
            return constructor.getAnnotated().getAnnotatedParameterTypes()[parameter.getIndex()];
        }
        return member instanceof AnnotatedField field && ours(field.getDeclaringClass())
                ? field.getAnnotated().getAnnotatedType()
                : null;
    }

    private static boolean ours(Class<?> type) {
        return type.isRecord() && type.getName().startsWith(OURS);
    }

    private static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
