package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.with;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Predicate;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.trialbook.access.http.StrictJson;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A command, with the act that it asks for.
public record Asked<T, B>(Act<T, B, ?> act, Command<T, B> command) {
    /// As the server reads and writes.
    public static final JsonMapper JSON = strict();

    public static <T, B> Asked<T, B> ask(Class<? extends Act<T, B, ?>> act, CommandContext context, T target, B body) {
        return new Asked<>(DeclaredActs.of(act), new Command<>(context, target, body));
    }

    public CommandContext context() {
        return command.context();
    }

    /// Whether its body names the day on which it happened.
    public boolean namesADay() {
        return Arrays.stream(act.body().getRecordComponents()).anyMatch(part -> part.getType() == LocalDate.class);
    }

    public boolean names(String member) {
        return Arrays.stream(act.body().getRecordComponents())
                .anyMatch(part -> part.getName().equals(member));
    }

    /// The same act, asked for otherwise.
    ///
    /// @param day the day that its body names, if it names one
    public Asked<T, B> on(CommandContext context, LocalDate day) {
        return with(context, part -> part.getType() == LocalDate.class, day);
    }

    /// The same act with another member in its body, if it has one of that name.
    public Asked<T, B> with(String member, Object value) {
        return with(context(), part -> part.getName().equals(member), value);
    }

    /// Another of the same act on the same target.
    public Asked<T, B> saying(CommandContext context, B body) {
        return new Asked<>(act, new Command<>(context, command.target(), body));
    }

    private Asked<T, B> with(CommandContext context, Predicate<RecordComponent> which, Object value) {
        RecordComponent[] parts = act.body().getRecordComponents();
        try {
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] =
                        which.test(parts[i]) ? value : parts[i].getAccessor().invoke(command.body());
            }
            B body = act.body()
                    .getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new))
                    .newInstance(values);
            return new Asked<>(act, new Command<>(context, command.target(), body));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As it is sent: what is not said is left out, and so is when it happened where that is now.
    public ObjectNode json() {
        ObjectNode body = JSON.valueToTree(command.body());
        withoutNulls(body);
        if (!context().occurredAt().toInstant().equals(context().now())) {
            body.put("occurredAt", context().occurredAt().toString());
        }
        return body;
    }

    private static void withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(Asked::withoutNulls);
    }

    /// As Axon takes it.
    public CommandMessage message() {
        return Acts.message(act, command);
    }

    private static JsonMapper strict() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new StrictJson().customize(builder);
        return builder.build();
    }
}
