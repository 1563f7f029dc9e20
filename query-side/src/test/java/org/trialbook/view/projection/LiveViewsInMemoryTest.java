package org.trialbook.view.projection;

/// Live views that end with their process.
class LiveViewsInMemoryTest extends LiveViewsConformance {
    private final ViewStore store = ViewPlace.inMemory().store();

    @Override
    ViewStore store() {
        return store;
    }
}
