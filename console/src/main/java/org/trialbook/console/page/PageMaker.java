package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.console.ConsoleProperties;
import org.trialbook.console.record.RecordAnswer;
import org.trialbook.console.record.RecordClient;
import org.trialbook.console.record.RecordProblemException;
import org.trialbook.console.signin.IdleLimit;

/// Puts a page into its frame, and asks the record what several pages need.
@Component
public class PageMaker {

    private static final String AFTER = "after";
    private static final String MOMENT = "trialbook.moment";
    private static final String[] KEPT = {"on", "site", "subject", "find", "limit"};

    private final RecordClient record;
    private final ConsoleProperties properties;
    private final IdleLimit idle;
    private final Receipts receipts;
    private final ObjectProvider<RailEntry> rail;

    PageMaker(
            RecordClient record,
            ConsoleProperties properties,
            IdleLimit idle,
            Receipts receipts,
            ObjectProvider<RailEntry> rail) {
        this.record = record;
        this.properties = properties;
        this.idle = idle;
        this.receipts = receipts;
        this.rail = rail;
    }

    /// Whose page this is; asked once a request.
    public Account account() {
        HttpServletRequest request = AskedMoment.request();
        if (request.getAttribute(Account.class.getName()) instanceof Account known) {
            return known;
        }
        Account account = Account.of(record.ask("/me").body());
        request.setAttribute(Account.class.getName(), account);
        return account;
    }

    /// As it was in force at the moment that the page shows.
    public ProtocolWords protocol() {
        return ProtocolWords.of(record.ask("/protocol", moment()).body());
    }

    /// Nothing before one is published.
    public Optional<ProtocolWords> publishedProtocol() {
        try {
            return Optional.of(protocol());
        } catch (RecordProblemException e) {
            if (e.answer().status() == HttpStatus.NOT_FOUND.value()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Asks as of the moment that the page is asked for; where it follows upon an act, as of one that holds the act.
    /// The first answer's moment is the page's.
    public RecordAnswer ask(String path, Map<String, String> parameters) {
        HttpServletRequest request = AskedMoment.request();
        Map<String, String> all = new HashMap<>(moment());
        all.putAll(parameters);
        String after = AskedMoment.parameter(request, AFTER);
        RecordAnswer answer = after == null || all.containsKey(AskedMoment.PARAMETER)
                ? record.ask(path, all)
                : askAfter(path, all, after);
        if (request.getAttribute(MOMENT) == null && answer.moment() != null) {
            request.setAttribute(MOMENT, answer.moment());
        }
        return answer;
    }

    public RecordAnswer ask(String path) {
        return ask(path, Map.of());
    }

    /// Asks with those parameters of the page's own address that the question takes.
    public RecordAnswer askWith(String path, String... names) {
        return ask(path, parameters(names));
    }

    /// Asks with the moment of another answer, so that a page made from both adds up.
    public RecordAnswer askAlike(RecordAnswer other, String path, Map<String, String> parameters) {
        RecordAnswer answer = ask(path, parameters);
        if (other.moment() == null || other.moment().equals(answer.moment())) {
            return answer;
        }
        // The record grew between the two questions.
        Map<String, String> then = new HashMap<>(parameters);
        then.put(AskedMoment.PARAMETER, other.moment());
        return record.ask(path, then);
    }

    private RecordAnswer askAfter(String path, Map<String, String> parameters, String after) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put(AFTER, after);
        try {
            return record.ask(path, all);
        } catch (RecordProblemException e) {
            if (e.answer().problem().equals("not-caught-up")) {
                return record.ask(path, parameters);
            }
            throw e;
        }
    }

    /// A path of ours, of the moment that this page shows.
    public String sameMoment(String path) {
        String asOf = AskedMoment.current();
        return asOf == null ? path : AskedMoment.at(path, asOf);
    }

    /// Whether an earlier moment is shown, at which nothing can be done.
    public static boolean past() {
        return AskedMoment.current() != null;
    }

    private static Map<String, String> moment() {
        String asOf = AskedMoment.current();
        return asOf == null ? Map.of() : Map.of(AskedMoment.PARAMETER, asOf);
    }

    /// Those parameters of the page's own address that are said.
    public Map<String, String> parameters(String... names) {
        HttpServletRequest request = AskedMoment.request();
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : names) {
            String value = AskedMoment.parameter(request, name);
            if (value != null && !value.isBlank()) {
                found.put(name, value.strip());
            }
        }
        return found;
    }

    /// @param template below `console-pages`
    /// @param title the page's own; it comes first, so that tabs and the browser's history tell pages apart
    public ModelAndView page(String template, String title) {
        HttpServletRequest request = AskedMoment.request();
        String recorded = AskedMoment.parameter(request, "recorded");
        return new ModelAndView(template)
                .addObject("title", title)
                .addObject("frame", frame())
                .addObject("zone", account().zone())
                .addObject("here", request.getRequestURI())
                .addObject("kept", AskedMoment.parameter(request, "kept") != null)
                .addObject("receipt", recorded == null ? null : receipts.of(request, recorded));
    }

    /// A page that is a list, with the way to the rest of it.
    public ModelAndView list(String template, String title, RecordAnswer answer) {
        String next = answer.next();
        return page(template, title)
                .addObject("next", next == null ? null : AskedMoment.request().getRequestURI() + "?" + next);
    }

    PageFrame frame() {
        Account account = account();
        HttpServletRequest request = AskedMoment.request();
        String here = request.getRequestURI();
        String told = request.getAttribute(MOMENT) instanceof String moment ? moment : null;
        List<RailEntry> open = rail.stream()
                .filter(each -> account.asks(each.entry().question()))
                .sorted(Comparator.comparingInt(each -> each.entry().place()))
                .toList();
        // A page that leads further into another's place is in that place, and not in both.
        String place = open.stream()
                .map(each -> each.entry().path())
                .filter(path -> leads(path, here))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return new PageFrame(
                properties.study(),
                account.id(),
                account.name(),
                capacity(account),
                account.blinded(),
                account.practice(),
                PageWords.day(account.today()),
                idle.limit().toSeconds(),
                new PageFrame.Moment(
                        told,
                        told != null && told.chars().allMatch(Character::isDigit),
                        // Of a moment that is none, nothing is kept: every way on would end there.
                        told == null ? null : AskedMoment.current(),
                        parameters(KEPT)),
                here.startsWith("/unblinded/"),
                Arrays.stream(RailEntry.Part.values())
                        .map(part -> new PageFrame.Part(
                                part.heading(),
                                open.stream()
                                        .filter(each -> each.entry().part() == part)
                                        .map(each -> link(each, place))
                                        .toList()))
                        .filter(part -> !part.links().isEmpty())
                        .toList());
    }

    /// Where somebody begins who has no list of what is to be done.
    public Optional<String> first() {
        return frame().links().stream().map(PageFrame.Link::href).findFirst().map(this::sameMoment);
    }

    private static PageFrame.Link link(RailEntry each, String place) {
        RailEntry.Entry entry = each.entry();
        int waiting;
        try {
            waiting = each.waiting();
        } catch (RecordProblemException e) {
            // Whatever is wrong with this page, the way on does not depend on it.
            waiting = 0;
        }
        return new PageFrame.Link(entry.path(), entry.label(), entry.path().equals(place), waiting);
    }

    private static boolean leads(String path, String here) {
        return path.equals("/") ? here.equals("/") : here.equals(path) || here.startsWith(path + "/");
    }

    private static String capacity(Account account) {
        String role = account.role().replace('-', ' ');
        return account.site() == null ? role : role + ", site " + account.site();
    }
}
