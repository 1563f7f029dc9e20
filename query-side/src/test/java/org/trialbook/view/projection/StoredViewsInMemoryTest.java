package org.trialbook.view.projection;

/// The stand-in of tests for a database keeps the same promises.
class StoredViewsInMemoryTest extends StoredViewsConformance {
    private final ViewDocuments documents = new DocumentsInMemory();

    @Override
    ViewDocuments documents() {
        return documents;
    }
}
