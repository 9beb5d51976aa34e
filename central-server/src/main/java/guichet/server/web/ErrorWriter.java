package guichet.server.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** How one family of APIs writes a refusal; the status and Retry-After are set already. */
@FunctionalInterface
public interface ErrorWriter {
    /** Writes the body. */
    void write(Context ctx, ApiError error);

    /** {@code {"error":{"code","message","details"}}}: the desk API and whatever has no family of its own. */
    static void nested(Context ctx, ApiError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", error.code());
        body.put("message", error.text());
        body.put("details", error.details());
        ctx.json(Map.of("error", body));
    }
}
