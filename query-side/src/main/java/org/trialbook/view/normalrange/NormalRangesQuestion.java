package org.trialbook.view.normalrange;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.NormalRanges;
import org.trialbook.casebook.NormalRanges.Said;
import org.trialbook.event.EventTypes;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.NormalRangeSet.RangeGroup;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NormalRange;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.question.SiteScope;
import org.trialbook.view.sites.SiteZones;

/// Which items have normal ranges, and what the sites' laboratories call normal of them: all that was said, and what of
/// it holds today. A site is told of its own.
public final class NormalRangesQuestion extends Question<QuestionAnswer> {
    private static final Set<String> SAID =
            Set.of(EventTypes.nameOf(NormalRangeSet.class).qualified());

    public NormalRangesQuestion() {
        super(
                QuestionPermission.of("normal-ranges").and(SITE_STAFF).and(OVERSIGHT),
                "/normal-ranges",
                List.of("site", "form"));
    }

    /// @param items of the site's version of the protocol, or of the newest
    /// @param ranges in the order in which they were said
    record NormalRangesAnswer(List<RangedItem> items, List<Listed> ranges) {}

    /// @param normal what the protocol says, which holds where the site says nothing
    record RangedItem(
            String form,
            String item,
            String label,
            @Nullable String unit,
            NormalRange normal) {}

    /// @param group of whom; of everybody where nothing is said
    /// @param from with neither limit it ended what held of these people
    /// @param because why it was said for days for which another one was; null where it was not
    /// @param holds whether it is what holds today of these people
    /// @param corrected whether another one was said from the same day on
    record Listed(
            String site,
            String form,
            String item,
            RangeGroup group,
            @Nullable String from,
            @Nullable String to,
            @Nullable String unit,
            String laboratory,
            LocalDate validFrom,
            @Nullable String because,
            boolean holds,
            boolean corrected,
            Instant recordedAt,
            @Nullable String by,
            @Nullable String role) {}

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        SiteId site = caller.site() == null ? parameters.siteAsked() : caller.site();
        String form = parameters.text("form");
        NormalRanges ranges = new NormalRanges();
        for (long position : parameters.record().ofTypes(SAID, 0, snapshot.size())) {
            parameters
                    .record()
                    .event(position)
                    .ifPresent(recorded -> ranges.apply(recorded.event(), recorded.recordedAt(), recorded.actor()));
        }
        SiteZones zones = new SiteZones(snapshot);
        return QuestionAnswer.whole(new NormalRangesAnswer(
                new SubjectProtocols(snapshot, parameters)
                        .at(site).stream()
                                .flatMap(protocol -> protocol.forms().stream())
                                .filter(each -> form == null || form.equals(each.code()))
                                .flatMap(NormalRangesQuestion::ranged)
                                .toList(),
                ranges.said().stream()
                        .filter(said -> site == null || site.equals(said.range().site()))
                        .filter(said -> form == null || form.equals(said.range().form()))
                        .map(said -> listed(
                                said,
                                ranges,
                                caller,
                                zones.today(said.range().site().value(), parameters.now())))
                        .toList()));
    }

    private static Stream<RangedItem> ranged(Form form) {
        return form.items().stream()
                .filter(item -> item.normalRange() != null)
                .map(item -> new RangedItem(form.code(), item.code(), item.label(), item.unit(), normal(item)));
    }

    private static NormalRange normal(Item item) {
        return Objects.requireNonNull(item.normalRange());
    }

    private static Listed listed(Said said, NormalRanges ranges, Caller caller, LocalDate today) {
        NormalRangeSet range = said.range();
        String role = said.by() == null ? null : said.by().role();
        return new Listed(
                range.site().value(),
                range.form(),
                range.item(),
                range.group(),
                range.from(),
                range.to(),
                range.unit(),
                range.laboratory(),
                range.validFrom(),
                range.because(),
                !range.ends() && ranges.on(today, range).filter(range::equals).isPresent() && !ranges.corrected(said),
                ranges.corrected(said),
                said.recordedAt(),
                SiteScope.account(caller, said.by() == null ? null : said.by().id(), role),
                role);
    }
}
