package guichet.server.health;

import guichet.server.database.Database;
import guichet.server.web.AllowedRoles;
import guichet.server.web.ApiError;
import guichet.server.web.Role;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Produces;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Health, readiness and figures, for whoever watches the server. */
@Controller
@AllowedRoles(Role.ANYONE)
public final class HealthRoutes {
    /** A word about the state. */
    public record State(String status) {
    }

    private final Database database;
    private final PrometheusMeterRegistry figures;

    /** @param figures what {@code /metrics} prints */
    public HealthRoutes(Database database, PrometheusMeterRegistry figures) {
        this.database = database;
        this.figures = figures;
    }

    /** The process lives. */
    @Get("/health")
    State health() {
        return new State("ok");
    }

    /** The server can do its work: the database answers. Otherwise 503. */
    @Get("/ready")
    State ready() {
        if (!database.answers()) {
            throw new ApiError(503, "NOT_READY", "The database does not answer.");
        }
        return new State("ready");
    }

    /** Figures in Prometheus' text format. */
    @Get("/metrics")
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        return figures.scrape();
    }
}
