package guichet.server.messages;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An SMS gateway that takes a form with {@code app_name}, {@code otp_code} and {@code phone}. A gateway that cannot be reached or
 * answers 5xx is asked again, twice; the person may then get the same code twice, which does no harm.
 */
final class GatewaySender implements MessageSender {
    private static final String APP_NAME = "Guichet";

    private final HttpUrl url;
    private final OkHttpClient client = new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(3))
            .callTimeout(Duration.ofSeconds(8))
            .followRedirects(false)
            .build();
    private final RetryPolicy<Object> again = RetryPolicy.builder()
            .handle(IOException.class)
            .abortOn(Refused.class)
            .withMaxRetries(2)
            .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(2))
            .build();

    GatewaySender(HttpUrl url) {
        this.url = url;
    }

    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(int status) {
            super("the gateway refused the message with status " + status);
        }
    }

    @Override
    public void send(Message message) throws IOException {
        FormBody form = new FormBody.Builder().add("app_name", APP_NAME)
                .add("otp_code", message.code().orElse(message.text()))
                .add("phone", message.to())
                .build();
        Request request = new Request.Builder().url(url).post(form).build();
        try {
            Failsafe.with(again).run(() -> post(request));
        } catch (FailsafeException e) {
            throw new IOException("the gateway did not take the message", e.getCause());
        }
    }

    private void post(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            if (response.code() >= 500) {
                throw new IOException("the gateway answered " + response.code());
            }
            if (!response.isSuccessful()) {
                throw new Refused(response.code());
            }
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
