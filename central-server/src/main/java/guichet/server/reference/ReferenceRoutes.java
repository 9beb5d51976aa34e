package guichet.server.reference;

import guichet.server.web.AllowedRoles;
import guichet.server.web.ApiError;
import guichet.server.web.Role;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Produces;
import io.javalin.http.Context;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The machine-readable description of all interfaces and two pages that show it. Everything comes from this server. */
@Controller("/api")
@AllowedRoles(Role.ANYONE)
public final class ReferenceRoutes {
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String REDOC = "/META-INF/resources/webjars/redoc/2.1.4/bundles/";
    private static final Map<String, Asset> ASSETS = Map.of("swagger-ui.css", new Asset(SWAGGER + "swagger-ui.css", "text/css"),
            "swagger-ui-bundle.js", new Asset(SWAGGER + "swagger-ui-bundle.js", "text/javascript"), "redoc.standalone.js",
            new Asset(REDOC + "redoc.standalone.js", "text/javascript"), "start-swagger.js",
            new Asset("/guichet/server/reference/start-swagger.js", "text/javascript"), "start-redoc.js",
            new Asset("/guichet/server/reference/start-redoc.js", "text/javascript"));
    private static final String NOTHING_FROM_ELSEWHERE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; frame-ancestors 'none'";

    private record Asset(String resource, String type) {
    }

    private final String description;

    /** Reads the description that the build made. */
    public ReferenceRoutes() {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode tree = (ObjectNode) json.readTree(bytes("/meta/openapi.json"));
        tree.putObject("info").put("title", "Guichet central server").put("version", "1");
        // the pages call the server they came from
        tree.putArray("servers").addObject().put("url", "/");
        this.description = json.writeValueAsString(tree);
    }

    /** The OpenAPI description. */
    @Hidden
    @Get("/openapi.json")
    @Produces("application/json")
    String openApi() {
        return description;
    }

    /** Swagger UI. */
    @Hidden
    @Get("/docs")
    @Produces("text/html; charset=utf-8")
    String docs(Context ctx) {
        return page(ctx, "<link rel=\"stylesheet\" href=\"/api/docs/assets/swagger-ui.css\">",
                "<div id=\"swagger-ui\"></div><script src=\"/api/docs/assets/swagger-ui-bundle.js\"></script>"
                        + "<script src=\"/api/docs/assets/start-swagger.js\"></script>");
    }

    /** Swagger UI, at the address some clients know. */
    @Hidden
    @Get("/swagger")
    @Produces("text/html; charset=utf-8")
    String swagger(Context ctx) {
        return docs(ctx);
    }

    /** ReDoc. */
    @Hidden
    @Get("/redoc")
    @Produces("text/html; charset=utf-8")
    String redoc(Context ctx) {
        return page(ctx, "", "<div id=\"redoc\"></div><script src=\"/api/docs/assets/redoc.standalone.js\"></script>"
                + "<script src=\"/api/docs/assets/start-redoc.js\"></script>");
    }

    /** A file of these pages. */
    @Hidden
    @Get("/docs/assets/{file}")
    void asset(Context ctx, String file) {
        @Nullable
        Asset asset = ASSETS.get(file);
        if (asset == null) {
            throw new ApiError(404, "NOT_FOUND", "There is nothing at this address.");
        }
        ctx.contentType(asset.type() + "; charset=utf-8").header("Cache-Control", "public, max-age=3600")
                .result(bytes(asset.resource()));
    }

    private static String page(Context ctx, String head, String body) {
        ctx.header("Content-Security-Policy", NOTHING_FROM_ELSEWHERE);
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Guichet central server</title>" + head
                + "</head><body>"
                + body + "</body></html>";
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = ReferenceRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The build left out " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
