package org.trialbook.console.page;

/// A page that is reached from the rail. A controller is in it by implementing this.
public interface RailEntry {

    /// Own work above, the study below, and apart from both what may show an arm.
    enum Part {
        WORK(""),
        STUDY("Study"),
        UNBLINDED("Unblinded");

        private final String heading;

        Part(String heading) {
            this.heading = heading;
        }

        /// Empty for what stands at the top.
        public String heading() {
            return heading;
        }
    }

    /// @param place within its part
    /// @param question the question from whose answer the page is made: it is shown to whom the record answers that
    record Entry(Part part, int place, String path, String label, String question) {}

    Entry entry();

    /// How much there waits for this person; asked only where the page is shown to them.
    default int waiting() {
        return 0;
    }
}
