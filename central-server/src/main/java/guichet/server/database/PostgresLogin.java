package guichet.server.database;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One way in to the embedded server: a port on the loopback address and the owner's password. */
record PostgresLogin(int port, String password) {
    /** What a server on this port says to our password. */
    enum Answer {
        /** It is the server of our directory. */
        OURS,
        /** It is a server, but not ours. */
        FOREIGN,
        /** Nobody listens. */
        REFUSED,
        /** A server that is starting, recovering or stopping (SQLSTATE 57P03). */
        STARTING,
        /** Neither yes nor no yet. */
        UNCLEAR
    }

    Answer tryLogin(Path data) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show data_directory")) {
            rows.next();
            return Files.isSameFile(Path.of(rows.getString(1)), data) ? Answer.OURS : Answer.FOREIGN;
        } catch (IOException e) {
            return Answer.FOREIGN;
        } catch (SQLException e) {
            return meaning(e);
        }
    }

    private static Answer meaning(SQLException e) {
        @Nullable
        String state = e.getSQLState();
        if ("57P03".equals(state)) {
            return Answer.STARTING;
        }
        if (state != null && state.startsWith("28")) {
            return Answer.FOREIGN;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return Answer.REFUSED;
            }
        }
        return Answer.UNCLEAR;
    }

    void createDatabaseIfMissing(String name) throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        }
    }

    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedPostgres.USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "3");
        return DriverManager.getConnection(url(database), properties);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresLogin[port=" + port + "]";
    }
}
