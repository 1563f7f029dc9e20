package org.trialbook.view.projection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.trialbook.store.TestDatabase;

/// Stored views in a database.
class StoredViewsTest extends StoredViewsConformance {
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
    ViewDocuments documents() {
        return new ViewDatabase(place.database());
    }
}
