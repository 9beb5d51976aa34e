package guichet.server.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of a request's body as they are read, after unpacking, and stops at the limit; a gzip body is unpacked for the
 * desk API, so that a small packed body cannot become a large one unseen.
 */
final class RequestBodies implements Filter {
    static final String DESK_API = "/api/desk/";
    static final long DESK_LIMIT = 32L << 20;
    static final long LIMIT = 1L << 20;

    /** The body is over the limit of its path. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("the body is over the limit");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        boolean desk = http.getRequestURI().startsWith(DESK_API);
        boolean packed = desk && "gzip".equalsIgnoreCase(http.getHeader("Content-Encoding"));
        chain.doFilter(new Bounded(http, desk ? DESK_LIMIT : LIMIT, packed), response);
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private final long limit;
        private final boolean packed;
        private @Nullable ServletInputStream stream;

        Bounded(HttpServletRequest request, long limit, boolean packed) {
            super(request);
            this.limit = limit;
            this.packed = packed;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream known = stream;
            if (known == null) {
                ServletInputStream raw = super.getInputStream();
                InputStream plain = packed ? new GZIPInputStream(raw, 1 << 14) : raw;
                known = new Counted(raw, new Limited(plain, limit));
                stream = known;
            }
            return known;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public int getContentLength() {
            return packed ? -1 : super.getContentLength();
        }

        @Override
        public long getContentLengthLong() {
            return packed ? -1 : super.getContentLengthLong();
        }
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                took(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                took(n);
            }
            return n;
        }

        private void took(int n) throws IOException {
            left -= n;
            if (left < 0) {
                throw new TooLarge();
            }
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream raw;
        private final InputStream plain;
        private boolean ended;

        Counted(ServletInputStream raw, InputStream plain) {
            this.raw = raw;
            this.plain = plain;
        }

        @Override
        public int read() throws IOException {
            int b = plain.read();
            ended |= b < 0;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = plain.read(buffer, offset, length);
            ended |= n < 0;
            return n;
        }

        @Override
        public boolean isFinished() {
            return ended || raw.isFinished();
        }

        @Override
        public boolean isReady() {
            return raw.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            raw.setReadListener(listener);
        }
    }
}
