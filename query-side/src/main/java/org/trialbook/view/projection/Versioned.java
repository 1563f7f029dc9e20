package org.trialbook.view.projection;

/// A view and the position of the last event in it.
public record Versioned<V>(long position, V view) {

    /// The view after the event; the same view when the event is already in it, so that applying an event twice
    /// changes nothing.
    Versioned<V> after(Projection<V> projection, ProjectedEvent event) {
        if (event.position() <= position) {
            return this;
        }
        return new Versioned<>(event.position(), projection.apply(view, event));
    }

    static <V> Versioned<V> before(Projection<V> projection, String id) {
        return new Versioned<>(-1, projection.initial(id));
    }
}
