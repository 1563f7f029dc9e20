package org.trialbook.view.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;

/// Where a process keeps live views, and which of several processes keeps them up.
public interface ViewPlace {

    ViewStore store();

    /// @param group [ProjectionGroup#key()]
    Claim claim(String group);

    /// Which process folds a group's views: the others would only do the same again.
    interface Claim {
        /// Takes the claim or keeps it, if that can be.
        ///
        /// @return whether this process has it
        boolean hold();

        void giveBack();
    }

    /// In a database, where several processes may share them.
    ///
    /// @param node name of this process, different in every one
    static ViewPlace in(MongoDatabase database, String node) {
        // Five times as long as the owner waits between two beats.
        Duration lease = Duration.ofSeconds(5);
        return new ViewPlace() {
            @Override
            public ViewStore store() {
                return new ViewDatabase(database);
            }

            @Override
            public Claim claim(String group) {
                return new ViewLease(database, group, node, lease);
            }
        };
    }

    /// In this process's memory. They end with it, and the next one folds them from the record again: so they can be
    /// neither older nor newer than it, and nothing of them lies on a disk.
    static ViewPlace inMemory() {
        return inMemory(new ViewsInMemory());
    }

    static ViewPlace inMemory(ViewsInMemory store) {
        return new ViewPlace() {
            @Override
            public ViewStore store() {
                return store;
            }

            @Override
            public Claim claim(String group) {
                return new Claim() {
                    @Override
                    public boolean hold() {
                        return true;
                    }

                    @Override
                    public void giveBack() {
                        // There is nobody else.
                    }
                };
            }
        };
    }
}
