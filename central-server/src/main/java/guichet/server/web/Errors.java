package guichet.server.web;

import guichet.server.database.DatabaseException;
import io.avaje.http.api.InvalidPathArgumentException;
import io.avaje.http.api.InvalidTypeArgumentException;
import io.avaje.http.api.RequiredArgumentException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns whatever a request ends in into one shape per family; what went wrong inside is in the log, never in the answer. */
public final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final NavigableMap<String, ErrorWriter> families = new TreeMap<>();

    /** @param families writers by path prefix; the longest prefix that fits is taken, otherwise the desk API's shape */
    public Errors(Map<String, ErrorWriter> families) {
        this.families.putAll(families);
    }

    void install(RoutesConfig routes) {
        routes.exception(ApiError.class, (e, ctx) -> write(ctx, e));
        routes.exception(JacksonException.class, (e, ctx) -> write(ctx, unreadable(e)));
        routes.exception(RequiredArgumentException.class, (e, ctx) -> write(ctx, badArgument(e.getMessage())));
        routes.exception(InvalidTypeArgumentException.class, (e, ctx) -> write(ctx, badArgument(e.getMessage())));
        routes.exception(InvalidPathArgumentException.class, (e, ctx) -> write(ctx, notFound()));
        routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, ofStatus(e.getStatus())));
        routes.exception(UncheckedIOException.class, (e, ctx) -> write(ctx, unexpected(e)));
        routes.exception(DatabaseException.class, (e, ctx) -> {
            LOG.error("The database failed", e);
            write(ctx, new ApiError(503, "TEMPORARILY_UNAVAILABLE", "The server cannot do this right now. Please try again."));
        });
        routes.exception(Exception.class, (e, ctx) -> write(ctx, unexpected(e)));
        routes.error(404, ctx -> {
            if (ctx.resultInputStream() == null) {
                write(ctx, notFound());
            }
        });
    }

    void write(Context ctx, ApiError error) {
        ctx.status(error.status());
        error.retryAfter().ifPresent(wait -> ctx.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        if (error.status() == 401) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"api\"");
        }
        families.descendingMap()
                .entrySet()
                .stream()
                .filter(family -> ctx.path().startsWith(family.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(ErrorWriter::nested)
                .write(ctx, error);
    }

    private static ApiError unexpected(Exception e) {
        if (e.getCause() instanceof JacksonException json) {
            return unreadable(json);
        }
        if (e instanceof RequestBodies.TooLarge || e.getCause() instanceof RequestBodies.TooLarge) {
            return tooLarge();
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new ApiError(400, "PARSE_ERROR", "The body is not packed as it says.");
        }
        LOG.error("A request failed", e);
        return new ApiError(500, "INTERNAL_ERROR", "The server made a mistake. It was logged under the request's id.");
    }

    private static ApiError unreadable(JacksonException e) {
        if (e.getCause() instanceof RequestBodies.TooLarge) {
            return tooLarge();
        }
        if (e instanceof MismatchedInputException wrong && !wrong.getPath().isEmpty()) {
            String field = wrong.getPath().getLast().getPropertyName();
            return ApiError.field(field == null ? "body" : field, "This value is missing or of the wrong kind.");
        }
        return new ApiError(400, "PARSE_ERROR", "The body is not the JSON this path takes.");
    }

    private static ApiError tooLarge() {
        return new ApiError(413, "BODY_TOO_LARGE", "The body is larger than this path takes.");
    }

    private static ApiError badArgument(@Nullable String message) {
        return new ApiError(400, "VALIDATION_ERROR", message == null ? "An argument is missing or wrong." : message);
    }

    private static ApiError notFound() {
        return new ApiError(404, "NOT_FOUND", "There is nothing at this address.");
    }

    private static ApiError ofStatus(int status) {
        return switch (status) {
            case 404 -> notFound();
            case 405 -> new ApiError(405, "METHOD_NOT_ALLOWED", "This address does not take this method.");
            case 413 -> tooLarge();
            case 415 -> new ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "This address takes JSON.");
            default ->
                new ApiError(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR", "The request could not be answered.");
        };
    }
}
