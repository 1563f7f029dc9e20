package org.trialbook.store;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;

/// A MongoDB replica set, where there is Docker.
@Testcontainers(disabledWithoutDocker = true)
class ReplicaSetConformanceTest extends MongoConformance {
    @Container
    private static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0").withReplicaSet();

    @Override
    protected String connectionString() {
        return MONGO.getConnectionString();
    }
}
