package org.trialbook.access.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.access.problem.PayloadTooLargeException;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.problem.Problems;

/// Refuses bodies over a size: by the announced length, or, where none is announced, as soon as too much
/// has come. A media file, and a file of values, may be larger than what another act says.
public final class BodyLimit extends OncePerRequestFilter {

    private static final Pattern MEDIA = Pattern.compile("/api/v1/studies/[^/]+/media");

    private static final Pattern IMPORT =
            Pattern.compile("/api/v1/studies/[^/]+/sites/[^/]+/acts/import-values(/preview)?");

    private final long mostBytes;
    private final long mostMediaBytes;
    private final long mostImportBytes;
    private final ProblemWriter writer;

    public BodyLimit(long mostBytes, long mostMediaBytes, long mostImportBytes, ProblemWriter writer) {
        this.mostBytes = mostBytes;
        this.mostMediaBytes = mostMediaBytes;
        this.mostImportBytes = mostImportBytes;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long most = most(request.getRequestURI());
        if (request.getContentLengthLong() > most) {
            writer.write(response, Problems.payloadTooLarge(most));
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new Counted(request, most), response);
        }
    }

    private long most(String path) {
        if (MEDIA.matcher(path).matches()) {
            return mostMediaBytes;
        }
        return IMPORT.matcher(path).matches() ? mostImportBytes : mostBytes;
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private final long most;

        private Counted(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream in;
        private final long most;
        private long read;

        private CountedStream(ServletInputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > most) {
                throw new PayloadTooLargeException(most);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
