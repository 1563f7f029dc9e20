package org.trialbook.trial.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.trial.act.Act;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of a request for an act: strictly into the record that the act declares, and beside its members
/// `occurredAt`, which a request for any act may have.
final class RequestBodies {
    /// When it happened, beside what an act's own record has.
    static final String OCCURRED_AT = "occurredAt";

    private final JsonMapper mapper;

    /// @param mapper takes nothing unknown, repeated, missing or of another type
    RequestBodies(JsonMapper mapper) {
        this.mapper = mapper.rebuild().addHandler(new OccurredAtBeside()).build();
    }

    /// @param occurredAt as it was sent; null where it was not
    record Sent<B>(B body, @Nullable String occurredAt) {}

    /// Where the reader puts what it finds beside the record's members.
    private static final class Beside {
        private final Class<?> body;
        private @Nullable String occurredAt;

        Beside(Class<?> body) {
            this.body = body;
        }
    }

    /// @param json null where there was no body
    /// @param message that it came in
    /// @throws ProblemException when a field is not as the act declares it
    /// @throws HttpMessageNotReadableException when it can't be read at all
    <B> Sent<B> read(byte @Nullable [] json, Act<?, B, ?> act, HttpInputMessage message) {
        Beside beside = new Beside(act.body());
        @Nullable B body;
        try {
            body = json == null || json.length == 0
                    ? null
                    : mapper.readerFor(act.body())
                            .withAttribute(Beside.class, beside)
                            .readValue(json);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("unreadable", e, message);
        }
        if (body == null) {
            throw new ProblemException(Problems.missingBody());
        }
        FieldChecks.check(body);
        if (act.saysWhen() && beside.occurredAt == null) {
            throw new ProblemException(Problems.missingField(OCCURRED_AT));
        }
        return new Sent<>(body, beside.occurredAt);
    }

    private static final class OccurredAtBeside extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                ValueDeserializer<?> reader,
                Object bean,
                String name) {
            if (!(context.getAttribute(Beside.class) instanceof Beside beside)
                    || (bean.getClass() != beside.body && bean != beside.body)) {
                return false;
            }
            if (!name.equals(OCCURRED_AT)) {
                throw UnrecognizedPropertyException.from(parser, bean, name, known(reader.getKnownPropertyNames()));
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                beside.occurredAt = parser.getString();
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                MismatchedInputException mismatch =
                        MismatchedInputException.from(parser, String.class, "a time is written as text");
                mismatch.prependPath(bean, OCCURRED_AT);
                throw mismatch;
            }
            return true;
        }

        private static List<Object> known(@Nullable Collection<Object> ofTheRecord) {
            List<Object> all = new ArrayList<>(ofTheRecord == null ? List.of() : ofTheRecord);
            all.add(OCCURRED_AT);
            return all;
        }
    }
}
