package org.trialbook.view.question;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Audience;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.http.PlainDates;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.ReadCode;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.ViewJson;
import tools.jackson.databind.node.ObjectNode;

/// What a question is asked with: the variables of its path and its parameters, read; the time at which it is
/// asked; and beside the views the record, and the places of its events as callers may know them.
public final class Parameters {
    private static final int MOST_YEARS = 50;

    private final Asked asked;
    private final Instant now;
    private final TrialRecord record;
    private final AudienceIndex audiences;

    Parameters(Asked asked, Instant now, TrialRecord record, AudienceIndex audiences) {
        this.asked = asked;
        this.now = now;
        this.record = record;
        this.audiences = audiences;
    }

    public StudyId study() {
        return new StudyId(variable("study"));
    }

    public SubjectId subject() {
        return new SubjectId(variable("subject"));
    }

    public SiteId site() {
        return new SiteId(variable("site"));
    }

    public ReadCode read() {
        return new ReadCode(variable("read"));
    }

    public String variable(String name) {
        return Objects.requireNonNull(asked.path().get(name), name);
    }

    /// As it was sent; null when it was not.
    public @Nullable String text(String parameter) {
        return asked.parameter(parameter);
    }

    /// The site to which the question is narrowed; null for all that the caller may see.
    public @Nullable SiteId siteAsked() {
        String text = text("site");
        return text == null ? null : new SiteId(text);
    }

    public @Nullable SubjectId subjectAsked() {
        String text = text("subject");
        return text == null ? null : new SubjectId(text);
    }

    public PageRequest page() {
        return PageRequest.of(text("limit"), text("cursor"));
    }

    /// A place in a list or in the record, from 0.
    ///
    /// @throws ProblemException (400) when it is not a number
    public long number(String parameter, long whenAbsent) {
        String text = text(parameter);
        if (text == null) {
            return whenAbsent;
        }
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(Problems.malformedParameter(parameter));
    }

    /// One of the words that stand for the constants of a type; null when none was sent.
    ///
    /// @throws ProblemException (400) when it is none of them
    public <E extends Enum<E>> @Nullable E choice(String parameter, Class<E> type) {
        String text = text(parameter);
        if (text == null) {
            return null;
        }
        for (E constant : Objects.requireNonNull(type.getEnumConstants())) {
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return constant;
            }
        }
        throw new ProblemException(Problems.malformedParameter(parameter));
    }

    /// A day of the trial, such as 2026-11-21: visits are planned for years, and not for centuries.
    ///
    /// @throws ProblemException (400) when it is not a day, or fifty years away
    public @Nullable LocalDate day(String parameter) {
        String text = text(parameter);
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = PlainDates.day(text);
            if (Math.abs(ChronoUnit.YEARS.between(LocalDate.ofInstant(now, ZoneOffset.UTC), day)) < MOST_YEARS) {
                return day;
            }
        } catch (DateTimeException e) {
            // A text that is no day is refused below, like a day that no trial has.
        }
        throw new ProblemException(Problems.malformedParameter(parameter));
    }

    /// When the question is asked. Which of these languages is wanted most; nothing where none is, or what is
    /// asked for is no list of languages.
    public Optional<String> language(Collection<String> known) {
        if (asked.languages() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookupTag(Locale.LanguageRange.parse(asked.languages()), known));
        } catch (IllegalArgumentException noLanguages) {
            return Optional.empty();
        }
    }

    public Instant now() {
        return now;
    }

    public TrialRecord record() {
        return record;
    }

    /// The moment after the first `size` events, as the caller is told it and may ask for it again.
    public String moment(Caller caller, long size) {
        return audiences.moment(Audience.of(caller), size);
    }

    /// Where an event of a subject stands, as the caller may know it: its position, or its ordinal among the
    /// subject's events that the caller counts.
    public long place(Caller caller, SubjectId subject, long position) {
        return Audience.of(caller) instanceof Audience.SiteStaff staff
                ? audiences.ordinal(staff, subject, position)
                : position;
    }

    /// Something about a subject that stands at a `position` of the record, as the caller is told where: those
    /// who may not know positions get in its place the `ordinal` among the subject's events that they count.
    public Object placed(Caller caller, SubjectId subject, Object entry) {
        if (Permissions.mayKnowPositions(caller.role())) {
            return entry;
        }
        ObjectNode placed = ViewJson.mapper().createObjectNode();
        ObjectNode all = ViewJson.mapper().valueToTree(entry);
        all.properties().forEach(member -> {
            if (member.getKey().equals("position")) {
                placed.put("ordinal", place(caller, subject, member.getValue().longValue()));
            } else {
                placed.set(member.getKey(), member.getValue());
            }
        });
        return placed;
    }
}
