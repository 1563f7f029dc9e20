package org.trialbook.simulation;

/// The simulation can't be run like this: the server can't be reached, doesn't know the demo's people, or its record
/// holds another trial.
public final class SimulationNotPossibleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SimulationNotPossibleException(String message) {
        super(message);
    }

    public SimulationNotPossibleException(String message, Throwable cause) {
        super(message, cause);
    }
}
