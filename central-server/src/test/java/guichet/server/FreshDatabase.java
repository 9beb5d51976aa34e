package guichet.server;

import guichet.server.database.DatabaseAddress;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test's constructor the address of an empty database of its own. */
public final class FreshDatabase implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DatabaseAddress.class;
    }

    @Override
    public DatabaseAddress resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestPostgres.of(context).newDatabase();
    }
}
