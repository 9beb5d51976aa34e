package guichet.server.feed;

import guichet.server.web.Role;
import io.javalin.config.JavalinState;
import io.javalin.http.sse.SseClient;
import io.javalin.plugin.Plugin;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * GET /api/desk/v1/live: tells desks that there is something new, as server-sent events with the feed's position. Only a hint: a
 * desk that hears none still reads the feed.
 */
public final class Live extends Plugin<Void> {
    private final Set<SseClient> listeners = ConcurrentHashMap.newKeySet();

    public Live(Publisher publisher) {
        publisher.listen(this::nudge);
    }

    @Override
    public void onInitialize(JavalinState state) {
        state.routes.sse("/api/desk/v1/live", client -> {
            client.keepAlive();
            listeners.add(client);
            client.onClose(() -> listeners.remove(client));
            client.sendEvent("hello", "0");
        }, Role.DESK);
    }

    private void nudge(long position) {
        listeners.removeIf(client -> !sent(client, position));
    }

    private static boolean sent(SseClient client, long position) {
        try {
            client.sendEvent("changes", Long.toString(position));
            return true;
        } catch (RuntimeException e) {
            return false; // gone; it reads the feed when it is back
        }
    }
}
