package org.trialbook.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names and versions events are stored under. A stored name never follows a Java rename: change the class,
/// keep the name; change the shape, add a version and a sample.
public final class EventTypes {

    /// The namespace of every stored event name.
    public static final String NAMESPACE = "trialbook";

    /// A stored name: `trialbook.<name>` at `version`.
    public record StoredName(String name, String version) {
        public String qualified() {
            return NAMESPACE + "." + name;
        }
    }

    private static final Map<Class<? extends TrialEvent>, StoredName> NAMES = new LinkedHashMap<>();
    private static final Map<String, Class<? extends TrialEvent>> CLASSES = new LinkedHashMap<>();

    static {
        register(StudyEvent.ProtocolPublished.class, "ProtocolPublished");
        register(StudyEvent.SiteOpened.class, "SiteOpened");
        register(SubjectEvent.SubjectRegistered.class, "SubjectRegistered");
        register(SubjectEvent.ConsentSigned.class, "ConsentSigned");
        register(SubjectEvent.EligibilityConfirmed.class, "EligibilityConfirmed");
        register(SubjectEvent.EligibilityNotMet.class, "EligibilityNotMet");
        register(SubjectEvent.SubjectRandomized.class, "SubjectRandomized");
        register(SubjectEvent.ImplantAttempted.class, "ImplantAttempted");
        register(SubjectEvent.CrossoverRequested.class, "CrossoverRequested");
        register(SubjectEvent.CrossoverApproved.class, "CrossoverApproved");
        register(SubjectEvent.CrossoverDenied.class, "CrossoverDenied");
        register(SubjectEvent.VisitDone.class, "VisitDone");
        register(SubjectEvent.VisitMissed.class, "VisitMissed");
        register(SubjectEvent.AssessmentRecorded.class, "AssessmentRecorded");
        register(SubjectEvent.ValueCorrected.class, "ValueCorrected");
        register(SubjectEvent.SubjectWithdrawn.class, "SubjectWithdrawn");
        register(ReadingEvent.ReadRegistered.class, "ReadRegistered");
        register(ReadingEvent.ReadAssigned.class, "ReadAssigned");
        register(ReadingEvent.ReadSubmitted.class, "ReadSubmitted");
        register(StudyEvent.SeedShareCommitted.class, "SeedShareCommitted");
        register(StudyEvent.SeedRevealed.class, "SeedRevealed");
        register(StudyEvent.StudyLocked.class, "StudyLocked");
        register(StudyEvent.UnblindingApproved.class, "UnblindingApproved");
        register(StudyEvent.StudyUnblinded.class, "StudyUnblinded");
        register(StudyEvent.AllocationDisclosed.class, "AllocationDisclosed");
        register(StudyEvent.BlindingKeyRotated.class, "BlindingKeyRotated");
        register(StudyEvent.EnvelopesIssued.class, "EnvelopesIssued");
        register(StudyEvent.AllocationExposed.class, "AllocationExposed");
        register(SubjectEvent.SubjectUnblinded.class, "SubjectUnblinded");
        register(SubjectEvent.UnblindingAssessed.class, "UnblindingAssessed");
        register(SubjectEvent.DeviationRecorded.class, "DeviationRecorded");
        register(ReadingEvent.MediaAttached.class, "MediaAttached");
        register(ReadingEvent.FurtherReadRegistered.class, "FurtherReadRegistered");
        register(ReadingEvent.ReadReleased.class, "ReadReleased");
        register(StudyEvent.ReadingBatchOpened.class, "ReadingBatchOpened");
        register(StudyEvent.KeysPinned.class, "KeysPinned");
        register(StudyEvent.ClockConfirmed.class, "ClockConfirmed");
        register(ActRefused.class, "ActRefused");
    }

    private EventTypes() {}

    private static void register(Class<? extends TrialEvent> type, String name) {
        StoredName stored = new StoredName(name, "1");
        NAMES.put(type, stored);
        CLASSES.put(stored.qualified() + "#" + stored.version(), type);
    }

    /// Every event class with its stored name, in the vocabulary's order.
    public static Map<Class<? extends TrialEvent>, StoredName> all() {
        return Collections.unmodifiableMap(NAMES);
    }

    /// @throws IllegalArgumentException for a class that has no stored name
    public static StoredName nameOf(Class<?> type) {
        StoredName stored = NAMES.get(type);
        if (stored == null) {
            throw new IllegalArgumentException(type.getName() + " has no stored name");
        }
        return stored;
    }

    /// The class stored under a qualified name and version, or null when nothing of ours is.
    public static @Nullable Class<? extends TrialEvent> classOf(String qualifiedName, String version) {
        return CLASSES.get(qualifiedName + "#" + version);
    }
}
