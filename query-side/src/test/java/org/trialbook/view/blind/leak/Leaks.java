package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.stream.Stream;

/// Every leak there is. A test holds the list to the files of this package.
public final class Leaks {

    private Leaks() {}

    /// Those of the core laboratory's results, of which each kind of blinding must keep clear.
    public static List<Leak> ofResults() {
        return List.of(
                new SealedResultAmongTheMeasurements(),
                new ResultsShowASealedAnswer(),
                new AdjudicationIsDueBySealedAnswers(),
                new SiteIsToldASealedResult(),
                new TaskTellsOfAResultInOneArm());
    }

    public static List<Leak> all() {
        return Stream.concat(theOthers().stream(), ofResults().stream()).toList();
    }

    private static List<Leak> theOthers() {
        return List.of(
                new ReasonTextNamesTheArm(),
                new ActorDependsOnTheArm(),
                new OccurredAtDependsOnTheArm(),
                new RecordedLaterInOneArm(),
                new NoteInClear(),
                new OrderOfEventsDependsOnTheArm(),
                new OneEventMoreInOneArm(),
                new StratumNamesTheArm(),
                new RandomizationNumberDependsOnTheArm(),
                new ReadCodeBeginsWithTheArm(),
                new MediaReferenceNamesTheArm(),
                new RevealingItemInOpenValues(),
                new ConditionalItemInOpenValues(),
                new CalculatedItemInOpenValues(),
                new KeptReasonInTheOpen(),
                new FurtherEntryInOpenValues(),
                new CorrectionInClear(),
                new RefusalEvidenceInClear(),
                new CapCountsOneArm(),
                new KitNumberTellsTheArm(),
                new NoKitOfOneArmIsShown(),
                new RefusalIsNamedAfterTheArm(),
                new GuessAmongTheMeasurements(),
                new DeviationDependsOnTheArm(),
                new WindowDependsOnTheArm(),
                new RecipientIsToldInClear(),
                new EventIdTellsTheArm(),
                new ArmInATag(),
                new ArmInMetadata(),
                new CommandKeyTellsTheArm(),
                new SchemaVersionDependsOnTheArm(),
                new StudyIsSplitByArm(),
                new NullCipher(),
                new BoxAsLongAsItsContent(),
                new BoxDependsOnItsContentAlone(),
                new NonceTellsTheArm(),
                new EtagOverSealedBytes(),
                new LastModifiedDependsOnTheArm(),
                new NextPageNamesTheArm(),
                new PositionCountsWhatIsSealed(),
                new AnswerPaddedByContent(),
                new NotFoundInsteadOfForbidden(),
                new ProblemNamesTheArm(),
                new ProblemTypeDependsOnTheArm(),
                new IncidentIdTellsTheArm(),
                new CacheSharedBetweenRoles(),
                new BlindBySomebodyElsesRole(),
                new BlindByTheRolesName(),
                new BlindByTheNewestVersion(),
                new BlindByTheKindAlone(),
                new VaryNamesTheArm(),
                new CookieTellsTheArm(),
                new RetryAfterDependsOnTheArm(),
                new ServerTimingByArm(),
                new LogLineNamesTheArm(),
                new DiagnosticContextHoldsTheArm(),
                new ExceptionMessageIsLogged(),
                new MetricLabelledByArm(),
                new MetricCountsOneArm(),
                new LogLineNamesWhoAskedForACrossover(),
                new MeterLabelledByWhoLooked(),
                new SortedBySealedValue(),
                new FoundBySealedValue(),
                new ExportHasTheColumn(),
                new FileNamedAfterTheArm(),
                new HealthShowsTheBalance(),
                new OverviewCountsByArm(),
                new SitesRowCountsByArm(),
                new VisitStatusDependsOnTheArm(),
                new EndOfVisitsDependsOnTheArm(),
                new TimelineShowsWhatIsWithheld(),
                new SealedQueryIsOpen(),
                new QueriesAreNumberedTogether(),
                new ListOrderedByArm(),
                new WorkListOrderedByArm(),
                new ResultRoundedByArm(),
                new RecordShowsASealedField(),
                new KeyNameIsShown(),
                new BoxIsShown(),
                new WithheldEventNamesItsActor(),
                new AmendmentOpensWhatWasSealed(),
                new AmendmentRenamesWhatWasSealed(),
                new MomentCountsWhatIsWithheld(),
                new EtagCountsWhatIsWithheld(),
                new NextPageCarriesTheSize(),
                new TimelineIsNumberedThroughTheRecord(),
                new ProblemTellsTheSize(),
                new CheckpointOnEveryAnswer(),
                new ServerTimingCountsEvents(),
                new SecondAttemptMovesTheWindow(),
                new LooksAreCountedBesideUnblindings(),
                new AccessLogNamesTheWithheldAct(),
                new MeterCountsWhatIsWithheld(),
                new SiteIsToldWhatReadersMeasured(),
                new SiteIsToldHowOftenWasRead(),
                new AmendmentOpensACorrection(),
                new WhoOneIsDependsOnTheArm(),
                new WhoOneIsCountsTheRecord(),
                new ShownElsewhereOfOneArmAlone(),
                new GuessesBeginWithTheArm(),
                new DifferingValueIsRefusedInClear());
    }
}
