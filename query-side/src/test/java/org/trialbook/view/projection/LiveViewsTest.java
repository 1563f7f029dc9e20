package org.trialbook.view.projection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.trialbook.store.TestDatabase;

/// Live views in a database.
class LiveViewsTest extends LiveViewsConformance {
    private TestDatabase place;

    @BeforeEach
    void start() {
        place = TestDatabase.open();
    }

    @AfterEach
    void stop() {
        place.close();
    }

    @Override
    ViewStore store() {
        return new ViewDatabase(place.database());
    }
}
