package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
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
        HttpServletRequest request = request();
        if (request.getAttribute(Account.class.getName()) instanceof Account known) {
            return known;
        }
        Account account = Account.of(record.ask("/me").body());
        request.setAttribute(Account.class.getName(), account);
        return account;
    }

    public ProtocolWords protocol() {
        return ProtocolWords.of(record.ask("/protocol").body());
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

    /// Asks as of now; where the page follows upon an act, as of a moment that holds the act.
    public RecordAnswer ask(String path, Map<String, String> parameters) {
        String after = request().getParameter(AFTER);
        if (after == null) {
            return record.ask(path, parameters);
        }
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

    /// @param template below `console-pages`
    /// @param title the page's own; it comes first, so that tabs and the browser's history tell pages apart
    public ModelAndView page(String template, String title) {
        HttpServletRequest request = request();
        String recorded = request.getParameter("recorded");
        return new ModelAndView(template)
                .addObject("title", title)
                .addObject("frame", frame())
                .addObject("zone", account().zone())
                .addObject("here", request.getRequestURI())
                .addObject("kept", request.getParameter("kept") != null)
                .addObject("receipt", recorded == null ? null : receipts.of(request, recorded));
    }

    PageFrame frame() {
        Account account = account();
        String here = request().getRequestURI();
        return new PageFrame(
                properties.study(),
                account.id(),
                account.name(),
                capacity(account),
                account.blinded(),
                PageWords.day(account.today()),
                idle.limit().toSeconds(),
                rail.stream()
                        .filter(entry -> account.asks(entry.question()))
                        .sorted(Comparator.comparingInt(RailEntry::place))
                        .map(entry -> new PageFrame.Link(entry.path(), entry.label(), leads(entry.path(), here)))
                        .toList(),
                text(properties.otherPages()));
    }

    private static boolean leads(String path, String here) {
        return path.equals("/") ? here.equals("/") : here.equals(path) || here.startsWith(path + "/");
    }

    private static String capacity(Account account) {
        String role = account.role().replace('-', ' ');
        return account.site() == null ? role : role + ", site " + account.site();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
