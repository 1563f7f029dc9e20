package org.trialbook.view.projection;

import com.mongodb.client.MongoDatabase;
import java.util.Optional;

/// Where views are stored. They are what the next start goes on with, and answer no question.
@FunctionalInterface
public interface ViewPlace {

    Stored of(ProjectionGroup group, TrialRecord record);

    /// The stored views of one group.
    interface Stored {

        /// What is stored; nothing when there is nothing, or nothing that can be read.
        Optional<StoredViews> load();

        /// Stores a picture, unless another process does that, or there is too little new in it.
        void keep(Picture picture);

        /// Stores a picture because the process ends.
        void end(Picture picture);
    }

    /// In a database, where several processes may share them.
    ///
    /// @param node name of this process, different in every one
    static ViewPlace in(MongoDatabase database, String node) {
        ViewDocuments documents = new ViewDatabase(database);
        return (group, record) -> new LeasedViews(documents, group, record, node);
    }

    /// Nowhere: every start folds the record from its beginning.
    static ViewPlace nowhere() {
        return (group, record) -> new Stored() {
            @Override
            public Optional<StoredViews> load() {
                return Optional.empty();
            }

            @Override
            public void keep(Picture picture) {
                // There is nowhere to.
            }

            @Override
            public void end(Picture picture) {
                // There is nowhere to.
            }
        };
    }
}
