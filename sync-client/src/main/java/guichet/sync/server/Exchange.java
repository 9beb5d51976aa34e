package guichet.sync.server;

import guichet.protocol.access.ErrorAnswer;
import guichet.protocol.chain.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One request and what came of it. */
final class Exchange {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration NO_HINT = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FAULT = 500;

    private final OkHttpClient http;
    private final JsonMapper mapper;

    Exchange(OkHttpClient.Builder http, JsonMapper mapper) {
        this.http = http.eventListenerFactory(call -> {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            return sent == null ? EventListener.NONE : new EventListener() {
                @Override
                public void requestHeadersStart(Call begun) {
                    sent.set(true);
                }
            };
        }).build();
        this.mapper = mapper;
    }

    OkHttpClient http() {
        return http;
    }

    <T> Reply<T> ask(Request.Builder builder, Function<Bytes, T> read) {
        AtomicBoolean sent = new AtomicBoolean();
        Request request = builder.tag(AtomicBoolean.class, sent).build();
        try (Response response = http.newCall(request).execute()) {
            byte[] body = response.body().bytes();
            return response.isSuccessful() ? answered(body, read) : refused(response, body);
        } catch (IOException e) {
            String why = e.getMessage();
            return new Reply.Unreachable<>(sent.get(), why == null ? e.getClass().getSimpleName() : why);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // OkHttp is written in Kotlin, which does not declare what an interrupted wait throws.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new Reply.Unreachable<>(sent.get(), "interrupted");
            }
            throw new IllegalStateException(e);
        }
    }

    static RequestBody json(Bytes body) {
        return RequestBody.create(body.array(), JSON);
    }

    static RequestBody gzip(Bytes body) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try (BufferedSink zipped = Okio.buffer(new GzipSink(sink))) {
                    zipped.write(body.array());
                }
            }
        };
    }

    private static <T> Reply<T> answered(byte[] body, Function<Bytes, T> read) {
        try {
            return new Reply.Answered<>(read.apply(Bytes.of(body)));
        } catch (RuntimeException e) {
            // The message names a field, never a value.
            return new Reply.Unreachable<>(true, "the answer cannot be read: " + e.getMessage());
        }
    }

    private <T> Reply<T> refused(Response response, byte[] body) {
        if (response.code() == TOO_MANY_REQUESTS) {
            return new Reply.RateLimited<>(retryAfter(response.header("Retry-After")));
        }
        ErrorAnswer.Refusal refusal = refusal(body);
        if (response.code() >= FAULT) {
            return new Reply.Unreachable<>(true,
                    "HTTP " + response.code() + (refusal == null ? "" : " " + refusal.code()));
        }
        return refusal == null
                ? new Reply.Refused<>(response.code(), "HTTP_" + response.code(), "The server refused without saying why.")
                : new Reply.Refused<>(response.code(), refusal.code(), refusal.message());
    }

    private ErrorAnswer.@Nullable Refusal refusal(byte[] body) {
        try {
            return mapper.readValue(body, ErrorAnswer.class).error();
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Duration retryAfter(@Nullable String seconds) {
        try {
            return seconds == null ? NO_HINT : Duration.ofSeconds(Math.clamp(Long.parseLong(seconds.strip()), 1, 3600));
        } catch (NumberFormatException e) {
            return NO_HINT;
        }
    }
}
