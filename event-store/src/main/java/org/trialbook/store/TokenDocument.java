package org.trialbook.store;

import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.MergedTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.ReplayToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A token as a document, in both directions: a position, the replay of a view up to one, or two halves being merged.
///
/// Written by hand, so that nobody who can write to the views can have a class of their choice loaded.
final class TokenDocument {
    private TokenDocument() {}

    /// @throws IllegalArgumentException when the token is of a kind that this log does not hand out
    static @Nullable Document format(@Nullable TrackingToken token) {
        return switch (token) {
            case null -> null;
            case GlobalSequenceTrackingToken at -> new Document("position", at.getGlobalIndex());
            case ReplayToken replay ->
                new Document("replayUpTo", format(replay.getTokenAtReset()))
                        .append("at", format(replay.getCurrentToken()))
                        .append("context", context(replay.context()));
            case MergedTrackingToken merged ->
                new Document("lower", format(merged.lowerSegmentToken()))
                        .append("upper", format(merged.upperSegmentToken()));
            default ->
                throw new IllegalArgumentException(
                        "Tokens of " + token.getClass().getName() + " are not kept");
        };
    }

    private static @Nullable String context(@Nullable Object context) {
        if (context == null || context instanceof String) {
            return (String) context;
        }
        throw new IllegalArgumentException("The context of a reset is kept as text only, not as "
                + context.getClass().getName());
    }

    static @Nullable TrackingToken parse(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        if (document.get("position", Number.class) instanceof Number position) {
            return new GlobalSequenceTrackingToken(position.longValue());
        }
        if (document.get("replayUpTo", Document.class) instanceof Document reset) {
            return ReplayToken.createReplayToken(
                    parse(reset), parse(document.get("at", Document.class)), document.getString("context"));
        }
        if (document.containsKey("lower")) {
            return new MergedTrackingToken(
                    parse(document.get("lower", Document.class)), parse(document.get("upper", Document.class)));
        }
        throw new IllegalArgumentException("Not a token: " + document);
    }
}
